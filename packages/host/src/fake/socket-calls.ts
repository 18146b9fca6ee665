import type { SystemCalls } from "../system-calls.ts";
import { fail, resultOf } from "./fail.ts";
import { addDescriptor, type FakeProcess, openFileOf } from "./fake-process.ts";
import { locate } from "./file-tree.ts";
import { createInode, inodeTypes } from "./inode.ts";
import type { Kernel } from "./kernel.ts";
import { acceptFrom, connectTo, createListener } from "./listener.ts";
import { release } from "./open-file.ts";
import { createSocketPair, receiveMessage, sendMessage, shutdownSocket } from "./stream-socket.ts";

export type SocketCalls = Pick<
  SystemCalls,
  | "connectPath"
  | "connectAbstract"
  | "listenPath"
  | "listenAbstract"
  | "accept"
  | "socketPair"
  | "send"
  | "receive"
  | "sendDatagram"
  | "peerCredentials"
  | "shutdown"
>;

const mostFds = 253;

export function createSocketCalls(kernel: Kernel, process: FakeProcess): SocketCalls {
  const changing = (body: () => number) =>
    resultOf(() => {
      const result = body();
      kernel.changed();
      return result;
    });

  return {
    connectPath: (path) =>
      changing(() => {
        const { inode } = locate(kernel.root, process.workingDirectory, path, true);
        return addDescriptor(process, connectTo((inode ?? fail("ENOENT")).listener));
      }),
    connectAbstract: (name) =>
      changing(() => addDescriptor(process, connectTo(kernel.abstractSockets.get(abstractKey(name))))),
    listenPath: (path, backlog) =>
      changing(() => {
        const { parent, name, inode } = locate(kernel.root, process.workingDirectory, path, false);
        if (inode !== undefined) {
          fail("EADDRINUSE");
        }
        const { file, listener } = createListener(backlog, () => undefined);
        const socket = createInode(inodeTypes.socket, 0o777 & ~process.umask);
        socket.listener = listener;
        parent.entries.set(name, socket);
        return addDescriptor(process, file);
      }),
    listenAbstract: (name, backlog) =>
      changing(() => {
        const key = abstractKey(name);
        if (kernel.abstractSockets.has(key)) {
          fail("EADDRINUSE");
        }
        const { file, listener } = createListener(backlog, () => kernel.abstractSockets.delete(key));
        kernel.abstractSockets.set(key, listener);
        return addDescriptor(process, file);
      }),
    accept: (fd) => changing(() => addDescriptor(process, acceptFrom(openFileOf(process, fd)))),
    socketPair: (out) =>
      changing(() => {
        out.set(createSocketPair().map((file) => addDescriptor(process, file)));
        return 0;
      }),
    peerCredentials: (fd, out) =>
      resultOf(() => {
        openFileOf(process, fd);
        out.set([process.pid, process.effectiveUid, 0]);
        return 0;
      }),
    send: (fd, bytes, fds) =>
      changing(() => {
        const files = [...fds].map((passed) => openFileOf(process, passed));
        return files.length > mostFds ? fail("EINVAL") : sendMessage(openFileOf(process, fd), bytes, files);
      }),
    receive: (fd, out, fds) =>
      changing(() => {
        fds.fill(0);
        const { length, files } = receiveMessage(openFileOf(process, fd), out, fds.length - 1);
        const numbers = files.map((file) => addDescriptor(process, file));
        files.forEach(release);
        fds.set([numbers.length, ...numbers]);
        return length;
      }),
    sendDatagram: (path, bytes) =>
      resultOf(() => {
        const { inode } = locate(kernel.root, process.workingDirectory, path, true);
        if (inode === undefined) fail("ENOENT");
        if (inode.datagrams === undefined) fail(inode.listener === undefined ? "ECONNREFUSED" : "EPROTOTYPE");
        inode.datagrams.push(bytes.slice());
        return bytes.length;
      }),
    shutdown: (fd, direction) =>
      changing(() => {
        shutdownSocket(openFileOf(process, fd), direction);
        return 0;
      }),
  };
}

function abstractKey(name: Uint8Array): string {
  return name.length > 107 ? fail("ENAMETOOLONG") : name.join(",");
}
