import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

export const terminalBehaviours: readonly Behaviour[] = [
  {
    name: "a new pseudo-terminal has two ends, close-on-exec, of one size and mode",
    async run({ host: { descriptors, terminals } }) {
      const { master, replica } = terminals.openPty();
      assertEqual([terminals.isTerminal(master), terminals.isTerminal(replica)], [true, true], "terminals");
      terminals.setWindowSize(master, { rows: 40, columns: 132 });
      assertEqual(terminals.windowSize(replica), { rows: 40, columns: 132 }, "size");
      const mode = terminals.mode(replica);
      assertEqual(mode.length, 36, "bytes of a mode");
      const raw = mode.map((byte, index) => (index >= 12 && index < 16 ? 0 : byte));
      terminals.setMode(replica, raw);
      assertEqual([...terminals.mode(master)], [...raw], "mode");
      terminals.setMode(replica, mode, true);
      assertEqual([...terminals.mode(replica)], [...mode], "mode restored");
      descriptors.close(replica);
      descriptors.close(master);
    },
  },
  {
    name: "bytes pass through a raw pseudo-terminal both ways",
    async run({ host: { descriptors, terminals, text } }) {
      const { master, replica } = terminals.openPty();
      const raw = terminals.mode(replica).fill(0, 0, 8).fill(0, 12, 16);
      terminals.setMode(replica, raw);
      const buffer = new Uint8Array(16);
      descriptors.write(master, text.encode("to it"));
      await descriptors.wait(replica, "readable").ready;
      assertEqual(text.decode(buffer.subarray(0, descriptors.read(replica, buffer))), "to it", "inwards");
      descriptors.write(replica, text.encode("back\n"));
      await descriptors.wait(master, "readable").ready;
      assertEqual(text.decode(buffer.subarray(0, descriptors.read(master, buffer))), "back\n", "outwards");
      descriptors.close(replica);
      descriptors.close(master);
    },
  },
  {
    name: "a pipe has no terminal mode (ENOTTY), and a mode of another length is refused (EINVAL)",
    async run({ host: { descriptors, terminals } }) {
      const { read, write } = descriptors.pipe();
      await failureOf("ENOTTY", () => terminals.mode(read));
      const { master, replica } = terminals.openPty();
      await failureOf("EINVAL", () => terminals.setMode(master, new Uint8Array(8)));
      for (const fd of [read, write, master, replica]) {
        descriptors.close(fd);
      }
    },
  },
  {
    name: "a socket tells who is at its other end",
    async run({ host: { descriptors, process, sockets } }) {
      const [left, right] = sockets.pair();
      const { pid, uid } = sockets.peer(left);
      assertEqual([pid, uid], [process.pid, process.effectiveUid], "peer");
      descriptors.close(left);
      descriptors.close(right);
    },
  },
];
