import type { Sockets } from "../port/sockets.ts";
import type { Text } from "../port/text.ts";
import type { SystemCalls } from "../system-calls.ts";
import { checked } from "./checked.ts";
import { descriptorSubject } from "./descriptor-subject.ts";
import { socketSubject } from "./socket-subject.ts";

const directions = { read: 0, write: 1, both: 2 } as const;
const none = new Int32Array(0);

export function createSockets(calls: SystemCalls, text: Text): Sockets {
  return {
    connect(address) {
      const fd =
        address.kind === "path"
          ? calls.connectPath(address.path)
          : calls.connectAbstract(text.encode(address.name));
      return checked(fd, "connect to", socketSubject(address));
    },
    pair() {
      const ends = new Int32Array(2);
      checked(calls.socketPair(ends), "socketpair", "two ends");
      const [first = -1, second = -1] = ends;
      return [first, second];
    },
    send: (fd, bytes, fds = []) =>
      checked(
        calls.send(fd, bytes, fds.length === 0 ? none : Int32Array.from(fds)),
        "send to",
        descriptorSubject(fd),
      ),
    receive(fd, buffer, maximumFds = 0) {
      const fds = new Int32Array(1 + maximumFds);
      const length = checked(calls.receive(fd, buffer, fds), "receive from", descriptorSubject(fd));
      return { length, fds: [...fds.subarray(1, 1 + (fds[0] ?? 0))] };
    },
    sendDatagram: (path, bytes) =>
      void checked(calls.sendDatagram(path, bytes), "send to", socketSubject({ kind: "path", path })),
    peer(fd) {
      const out = new Float64Array(3);
      checked(calls.peerCredentials(fd, out), "get peer of", descriptorSubject(fd));
      const [pid = 0, uid = 0, gid = 0] = out;
      return { pid, uid, gid };
    },
    shutdown: (fd, direction) =>
      void checked(calls.shutdown(fd, directions[direction]), "shutdown", descriptorSubject(fd)),
    listen(address, backlog) {
      const fd =
        address.kind === "path"
          ? calls.listenPath(address.path, backlog)
          : calls.listenAbstract(text.encode(address.name), backlog);
      return checked(fd, "listen at", socketSubject(address));
    },
    accept: (fd) => checked(calls.accept(fd), "accept from", descriptorSubject(fd)),
  };
}
