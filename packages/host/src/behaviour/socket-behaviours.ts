import { isSallyportError } from "@sallyport/core";

import { connectSocket } from "../helpers/connect-socket.ts";
import { readable } from "../helpers/readable.ts";
import { sendAll } from "../helpers/send-all.ts";
import type { Host } from "../port/host.ts";
import type { SocketAddress } from "../port/sockets.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

async function exchange(host: Host, address: SocketAddress): Promise<void> {
  const listener = host.sockets.listen(address, 1);
  await failureOf("EAGAIN", () => host.sockets.accept(listener));
  const client = host.sockets.connect(address);
  await readable(host, listener);
  const server = host.sockets.accept(listener);
  await sendAll(host, client, host.text.encode("ping"));
  await readable(host, server);
  const buffer = new Uint8Array(16);
  assertEqual(host.sockets.receive(server, buffer), { length: 4, fds: [] }, "message");
  assertEqual(host.text.decode(buffer.subarray(0, 4)), "ping", "text");
  await failureOf("EAGAIN", () => host.sockets.receive(server, buffer));
  for (const fd of [client, server, listener]) {
    host.descriptors.close(fd);
  }
}

function fillBacklog(host: Host, address: SocketAddress): number[] {
  const clients: number[] = [];
  for (;;) {
    try {
      clients.push(host.sockets.connect(address));
    } catch (error) {
      assertEqual(isSallyportError(error) && error.errno, "EAGAIN", "errno of a full backlog");
      return clients;
    }
  }
}

export const socketBehaviours: readonly Behaviour[] = [
  {
    name: "talks over a socket at a path, which stays taken",
    async run({ host, directory }) {
      const address = { kind: "path", path: `${directory}/socket` } as const;
      await exchange(host, address);
      await failureOf("EADDRINUSE", () => host.sockets.listen(address, 1));
      const error = await failureOf("ECONNREFUSED", () => host.sockets.connect(address));
      assertEqual(error.message, `connect to ${address.path}: connection refused`, "message");
    },
  },
  {
    name: "talks over a path longer than a socket address",
    async run({ host, directory }) {
      let deep = directory;
      for (let level = 0; level < 5; level++) {
        deep = `${deep}/${"d".repeat(50)}`;
        host.files.makeDirectory(deep, 0o755);
      }
      await exchange(host, { kind: "path", path: `${deep}/socket` });
      await failureOf("ENOENT", () => host.sockets.connect({ kind: "path", path: `${deep}/other` }));
    },
  },
  {
    name: "talks over an abstract name, whose trailing NULs count",
    async run({ host, directory }) {
      const name = `sallyport${directory.slice(-40)}`;
      await exchange(host, { kind: "abstract", name });
      const listener = host.sockets.listen({ kind: "abstract", name: `${name}\0\0` }, 1);
      await failureOf("ECONNREFUSED", () => host.sockets.connect({ kind: "abstract", name }));
      await failureOf("ECONNREFUSED", () => host.sockets.connect({ kind: "abstract", name: `${name}\0` }));
      host.descriptors.close(host.sockets.connect({ kind: "abstract", name: `${name}\0\0` }));
      host.descriptors.close(listener);
      await failureOf("ENAMETOOLONG", () =>
        host.sockets.connect({ kind: "abstract", name: "n".repeat(108) }),
      );
    },
  },
  {
    name: "does not take an empty path for an abstract name",
    run: async ({ host }) => {
      await failureOf("ENOENT", () => host.sockets.connect({ kind: "path", path: "" }));
    },
  },
  {
    name: "sends no datagram where there is no socket for it",
    async run({ host, directory }) {
      const bytes = host.text.encode("a message");
      await failureOf("ENOENT", () => host.sockets.sendDatagram(`${directory}/none`, bytes));
      const path = `${directory}/socket`;
      const listener = host.sockets.listen({ kind: "path", path }, 1);
      const error = await failureOf("EPROTOTYPE", () => host.sockets.sendDatagram(path, bytes));
      assertEqual(error.message, `send to ${path}: protocol wrong type for socket`, "message");
      host.descriptors.close(listener);
    },
  },
  {
    name: "goes on trying while the backlog is full, until patience ends",
    async run({ host, directory }) {
      const address = { kind: "path", path: `${directory}/socket` } as const;
      const listener = host.sockets.listen(address, 0);
      const clients = fillBacklog(host, address);
      const error = await failureOf("EAGAIN", () => connectSocket(host, address, { patience: 5 }));
      assertEqual(error.code, "SALLYPORT_CONNECT_FAILED", "code");
      const connecting = connectSocket(host, address);
      await host.clock.delay(5).elapsed;
      const server = host.sockets.accept(listener);
      clients.push(await connecting, server, listener);
      clients.forEach((fd) => host.descriptors.close(fd));
    },
  },
  {
    name: "sees the peer close, and is told when it sends to nobody",
    async run({ host }) {
      const [first, second] = host.sockets.pair();
      host.sockets.send(second, host.text.encode("last words"));
      host.sockets.shutdown(second, "write");
      const buffer = new Uint8Array(64);
      await readable(host, first);
      assertEqual(host.sockets.receive(first, buffer).length, 10, "last message");
      await readable(host, first);
      assertEqual(host.sockets.receive(first, buffer).length, 0, "end");
      host.descriptors.close(second);
      await failureOf("EPIPE", () => host.sockets.send(first, buffer));
      host.descriptors.close(first);
    },
  },
  {
    name: "sends more than a socket holds while the peer reads",
    async run({ host }) {
      const [first, second] = host.sockets.pair();
      const total = 2_000_000;
      const sending = sendAll(host, first, new Uint8Array(total).fill(7));
      const buffer = new Uint8Array(65_536);
      for (let received = 0; received < total;) {
        await readable(host, second);
        received += host.sockets.receive(second, buffer).length;
      }
      await sending;
      host.descriptors.close(first);
      host.descriptors.close(second);
    },
  },
];
