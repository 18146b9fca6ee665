import { hasErrno } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { FakeProgram } from "@sallyport/host/fake";

/** Numbers of packages/helper/native/waiter/message.h. */
const control = 3;
const modeOffset = 6;
const guardMode = 3;
const reports = { ready: 0x52, acknowledged: 0x41, status: 0x53 };

/** What the waiter does on a real host, for a fake one: it waits and guards, but forwards no signals. */
export const fakeWaiter: FakeProgram = async ({ host }) => {
  host.descriptors.write(control, Uint8Array.of(reports.ready));
  const task = new Uint8Array(4096);
  await host.descriptors.wait(control, "readable").ready;
  const { length, fds } = host.sockets.receive(control, task, 4);
  if (length === 0) return 0;
  host.descriptors.write(control, Uint8Array.of(reports.acknowledged));
  if (task[modeOffset] === guardMode) {
    await host.descriptors.wait(control, "readable").ready;
    return 0;
  }
  const [replySocket = -1] = fds;
  const reply: { readonly result: number } = JSON.parse(await readAll(host, replySocket));
  const report = new DataView(new ArrayBuffer(5));
  report.setUint8(0, reports.status);
  report.setUint32(1, reply.result, true);
  sendQuietly(host, new Uint8Array(report.buffer));
  return reply.result;
};

/** A small reply comes in one piece. */
async function readAll(host: Host, fd: number): Promise<string> {
  const buffer = new Uint8Array(4096);
  await host.descriptors.wait(fd, "readable").ready;
  return host.text.decode(buffer.subarray(0, host.descriptors.read(fd, buffer)));
}

function sendQuietly(host: Host, bytes: Uint8Array): void {
  try {
    host.descriptors.write(control, bytes);
  } catch (error) {
    if (!hasErrno(error, "EPIPE")) throw error;
  }
}
