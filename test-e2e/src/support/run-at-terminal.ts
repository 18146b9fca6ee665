import { decodeWaitStatus, exitStatusOf, hasErrno } from "@sallyport/core";
import { readable } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";

const host = createNodeHost();

/** Runs a program at a terminal of its own until everything has closed that: how it ended, and what it showed. */
export async function runAtTerminal(
  words: readonly string[],
): Promise<{ readonly status: number; readonly output: Uint8Array }> {
  const { master, replica } = host.terminals.openPty();
  host.descriptors.setNonBlocking(master, true);
  const [executable = ""] = words;
  const client = host.children.spawn({
    executable,
    argv: words,
    environment: { PATH: process.env["PATH"] ?? "" },
    fds: [replica, replica, replica],
    session: "new-with-terminal",
  });
  host.descriptors.close(replica);
  const output = await readUntilHangUp(master);
  host.descriptors.close(master);
  return { status: exitStatusOf(decodeWaitStatus(await client.exited)), output };
}

async function readUntilHangUp(master: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(65_536);
  for (;;) {
    try {
      chunks.push(buffer.slice(0, host.descriptors.read(master, buffer)));
    } catch (error) {
      if (hasErrno(error, "EIO")) return Buffer.concat(chunks);
      if (!hasErrno(error, "EAGAIN")) throw error;
      await readable(host, master);
    }
  }
}
