import { SallyportError, withContext } from "@sallyport/core";
import { connectSocket, type Host, sendAll } from "@sallyport/host";

/** What runsc names the descriptor; runc's callers ignore the text. */
const payload = "pty-master";

/** Sends a pseudo-terminal's master over the console socket: one message, one descriptor. The caller closes his. */
export async function sendToConsoleSocket(host: Host, path: string, master: number): Promise<void> {
  let socket: number | undefined;
  try {
    socket = await dial(host, path);
    await sendAll(host, socket, host.text.encode(payload), [master]);
  } catch (error) {
    throw withContext(`setting up console with socket "${path}"`, error);
  } finally {
    if (socket !== undefined) host.descriptors.close(socket);
  }
}

async function dial(host: Host, path: string): Promise<number> {
  const kind = host.files.status(path).kind;
  if (kind !== "socket") {
    throw new SallyportError(
      "SALLYPORT_SYSTEM_CALL",
      `dialing socket "${path}": connection refused: it is no socket`,
      {
        errno: "ECONNREFUSED",
      },
    );
  }
  try {
    return await connectSocket(host, { kind: "path", path });
  } catch (error) {
    throw withContext(`dialing socket "${path}"`, error);
  }
}
