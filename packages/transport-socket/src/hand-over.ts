import type { ContainerRecord } from "@sallyport/core";
import { type Host, sendAll } from "@sallyport/host";
import type { NumberedRequest, WaitHandover } from "@sallyport/transport";
import type { ConnectionPool } from "./connection-pool.ts";
import { controlMethods } from "./control-methods.ts";
import { signalRequest } from "./numbered-requests.ts";
import { asConnectionLost, closeConnection } from "./urpc/connection.ts";
import { encodeRequest } from "./urpc/request.ts";

/** Asks for a process's status and leaves the answer to another program. */
export async function handOverWait(
  host: Host,
  pool: ConnectionPool,
  container: ContainerRecord,
  pid: number,
): Promise<WaitHandover> {
  const method = controlMethods.waitPid;
  const request = encodeRequest({ method, argument: { PID: pid, CID: container.id }, fds: [] });
  const { fd, address } = await pool.take();
  try {
    await sendAll(host, fd, host.text.encode(request));
  } catch (error) {
    closeConnection(host, fd);
    throw asConnectionLost(method, error);
  }
  return {
    waitSocket: fd,
    signalAddress: address,
    signalRequest: (target) => signalRequest(container.id, pid, target),
  };
}

/** A request that another program makes later. */
export async function prepareSignal(
  pool: ConnectionPool,
  container: ContainerRecord,
  pid: number,
  target: "process" | "foreground",
): Promise<NumberedRequest> {
  return { address: await pool.address(), ...signalRequest(container.id, pid, target) };
}
