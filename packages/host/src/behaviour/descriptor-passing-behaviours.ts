import { appendText } from "../helpers/append-text.ts";
import { sendAll } from "../helpers/send-all.ts";
import type { Host } from "../port/host.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

function openNumbered(host: Host, directory: string, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const path = `${directory}/${index}`;
    appendText(host, path, `content ${index}`);
    return host.files.open(path, { access: "read" });
  });
}

function contentOf(host: Host, fd: number): string {
  const buffer = new Uint8Array(64);
  return host.text.decode(buffer.subarray(0, host.descriptors.read(fd, buffer)));
}

export const descriptorPassingBehaviours: readonly Behaviour[] = [
  ...[0, 1, 2, 3, 128, 253].map((count): Behaviour => ({
    name: `passes ${count} descriptors with the first byte, in order`,
    async run({ host, directory }) {
      const [first, second] = host.sockets.pair();
      const sent = openNumbered(host, directory, count);
      await sendAll(host, first, host.text.encode("with"), sent);
      const { length, fds } = host.sockets.receive(second, new Uint8Array(2), 253);
      assertEqual([length, fds.length], [2, count], "length and number");
      const contents = fds.map((fd) => contentOf(host, fd));
      assertEqual(
        contents,
        [...sent.keys()].map((index) => `content ${index}`),
        "contents",
      );
      const rest = host.sockets.receive(second, new Uint8Array(8), 253);
      assertEqual(rest, { length: 2, fds: [] }, "rest");
      [...sent, ...fds, first, second].forEach((fd) => host.descriptors.close(fd));
    },
  })),
  ...[
    [1, 0],
    [2, 1],
    [4, 3],
  ].map(([count = 0, room = 0]): Behaviour => ({
    name: `refuses ${count} descriptors where there is room for ${room}, and keeps none`,
    async run({ host, directory }) {
      const [first, second] = host.sockets.pair();
      const sent = openNumbered(host, directory, count);
      const next = host.descriptors.duplicate(first);
      host.descriptors.close(next);
      host.sockets.send(first, host.text.encode("x"), sent);
      await failureOf("EMSGSIZE", () => host.sockets.receive(second, new Uint8Array(8), room));
      assertEqual(host.descriptors.duplicate(first), next, "lowest free number");
      [...sent, next, first, second].forEach((fd) => host.descriptors.close(fd));
    },
  })),
  {
    name: "refuses to send descriptors without a byte, closed ones, and more than 253",
    async run({ host }) {
      const [first, second] = host.sockets.pair();
      const byte = host.text.encode("x");
      await failureOf("EINVAL", () => host.sockets.send(first, new Uint8Array(0), [first]));
      await failureOf("EBADF", () => host.sockets.send(first, byte, [1_000_000]));
      const many = Array.from({ length: 254 }, () => first);
      await failureOf("EINVAL", () => host.sockets.send(first, byte, many));
      host.descriptors.close(first);
      host.descriptors.close(second);
    },
  },
];
