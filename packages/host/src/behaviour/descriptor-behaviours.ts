import { appendText } from "../helpers/append-text.ts";
import { readable } from "../helpers/readable.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

export const descriptorBehaviours: readonly Behaviour[] = [
  {
    name: "a pipe says EAGAIN when empty or full, and when it is ready again",
    async run({ host: { descriptors } }) {
      const { read, write } = descriptors.pipe();
      assertEqual(
        [descriptors.isNonBlocking(read), descriptors.isNonBlocking(write)],
        [false, false],
        "mode",
      );
      descriptors.setNonBlocking(read, true);
      descriptors.setNonBlocking(write, true);
      assertEqual(descriptors.isNonBlocking(read), true, "mode when set");
      const buffer = new Uint8Array(descriptors.setPipeSize(write, 8192));
      await failureOf("EAGAIN", () => descriptors.read(read, buffer));
      assertEqual(descriptors.tryRead(read, buffer), undefined, "bytes of an empty pipe");
      assertEqual(descriptors.write(write, buffer), buffer.length, "written");
      await failureOf("EAGAIN", () => descriptors.write(write, buffer));
      const writable = descriptors.wait(write, "writable");
      await descriptors.wait(read, "readable").ready;
      assertEqual(descriptors.read(read, buffer), buffer.length, "read");
      await writable.ready;
      descriptors.close(write);
      await descriptors.wait(read, "readable").ready;
      assertEqual(descriptors.read(read, buffer), 0, "end");
      descriptors.close(read);
    },
  },
  {
    name: "writing to a pipe without a reader is EPIPE, and no signal",
    async run({ host: { descriptors } }) {
      const { read, write } = descriptors.pipe();
      descriptors.close(read);
      await descriptors.wait(write, "writable").ready;
      await failureOf("EPIPE", () => descriptors.write(write, new Uint8Array(1)));
      descriptors.close(write);
    },
  },
  {
    name: "readable and writable are waited for side by side on one descriptor, each once",
    async run({ host }) {
      const [first, second] = host.sockets.pair();
      const reading = host.descriptors.wait(first, "readable");
      const error = await failureOf("EBUSY", () => host.descriptors.wait(first, "readable"));
      assertEqual(error.message.includes(`descriptor ${first}`), true, "message names the descriptor");
      await host.descriptors.wait(first, "writable").ready;
      await host.descriptors.wait(first, "writable").ready;
      host.sockets.send(second, host.text.encode("x"));
      await reading.ready;
      host.descriptors.close(first);
      host.descriptors.close(second);
    },
  },
  {
    name: "a wait ends with ECANCELED when it is given up or its descriptor closed",
    async run({ host }) {
      const { read, write } = host.descriptors.pipe();
      const wait = host.descriptors.wait(read, "readable");
      wait.cancel();
      wait.cancel();
      await failureOf("ECANCELED", () => wait.ready);
      const next = host.descriptors.wait(read, "readable");
      wait.cancel();
      host.descriptors.close(read);
      await failureOf("ECANCELED", () => next.ready);
      host.descriptors.close(write);
    },
  },
  {
    name: "a number that is used again has no wait of its former life",
    async run({ host: { descriptors } }) {
      const former = descriptors.pipe();
      void descriptors.wait(former.read, "readable");
      descriptors.close(former.read);
      descriptors.close(former.write);
      const { read, write } = descriptors.pipe();
      assertEqual(read, former.read, "number");
      descriptors.write(write, new Uint8Array(1));
      await descriptors.wait(read, "readable").ready;
      descriptors.close(read);
      descriptors.close(write);
    },
  },
  {
    name: "a regular file is ready at once; a closed descriptor is EBADF",
    async run({ host, directory }) {
      appendText(host, `${directory}/file`, "x");
      const fd = host.files.open(`${directory}/file`, { access: "read-write" });
      await readable(host, fd);
      await readable(host, fd);
      await host.descriptors.wait(fd, "writable").ready;
      host.descriptors.close(fd);
      const error = await failureOf("EBADF", () => readable(host, fd));
      assertEqual(error.message, `wait descriptor ${fd}: bad file descriptor`, "message");
    },
  },
  {
    name: "duplicates share the offset and have the number that was asked for",
    run({ host: { descriptors, files, text }, directory }) {
      const fd = files.open(`${directory}/file`, { access: "read-write", create: true });
      descriptors.write(fd, text.encode("0123456789"));
      const copy = descriptors.duplicate(fd, 60);
      assertEqual(copy >= 60, true, "number");
      assertEqual(descriptors.seek(copy, 3, "start"), 3, "from the start");
      assertEqual(descriptors.seek(fd, 2, "current"), 5, "from the shared offset");
      assertEqual(descriptors.seek(fd, -1, "end"), 9, "from the end");
      assertEqual(descriptors.status(copy).inode, descriptors.status(fd).inode, "inode");
      descriptors.close(copy);
      descriptors.close(fd);
    },
  },
  {
    name: "pipes cannot seek, and are no terminals",
    async run({ host }) {
      const { read, write } = host.descriptors.pipe();
      await failureOf("ESPIPE", () => host.descriptors.seek(read, 0, "current"));
      assertEqual(host.terminals.isTerminal(read), false, "terminal");
      assertEqual(host.terminals.isTerminal(1_000_000), false, "closed number");
      await failureOf("ENOTTY", () => host.terminals.windowSize(read));
      await failureOf("ENOTTY", () => host.terminals.setWindowSize(read, { rows: 1, columns: 1 }));
      host.descriptors.close(read);
      host.descriptors.close(write);
    },
  },
  {
    name: "what was opened here is not inherited, what the caller opened is",
    run({ host }) {
      const { read, write } = host.descriptors.pipe();
      assertEqual(
        [read, write].map((fd) => host.descriptors.isInherited(fd)),
        [false, false],
        "own",
      );
      assertEqual(
        [0, 1, 2].map((fd) => host.descriptors.isInherited(fd)),
        [true, true, true],
        "the caller's",
      );
      host.descriptors.close(read);
      host.descriptors.close(write);
    },
  },
  {
    name: "changes the owner, and keeps what is given as -1",
    run({ host, directory }) {
      const fd = host.files.open(`${directory}/file`, { access: "write", create: true });
      const { uid, gid } = host.descriptors.status(fd);
      host.descriptors.changeOwner(fd, uid, -1);
      host.descriptors.changeOwner(fd, -1, gid);
      const after = host.descriptors.status(fd);
      assertEqual([after.uid, after.gid], [uid, gid], "owner");
      host.descriptors.close(fd);
    },
  },
];
