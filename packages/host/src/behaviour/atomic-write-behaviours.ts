import { appendText } from "../helpers/append-text.ts";
import { readText } from "../helpers/read-whole-file.ts";
import { writeFileAtomically } from "../helpers/write-file-atomically.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

export const atomicWriteBehaviours: readonly Behaviour[] = [
  {
    name: "writes a new file with the mode less the umask, and leaves nothing else",
    run({ host, directory }) {
      const former = host.process.setUmask(0o027);
      writeFileAtomically(host, `${directory}/pid`, "42", 0o666);
      host.process.setUmask(former);
      assertEqual(host.files.list(directory), ["pid"], "names");
      assertEqual(host.files.status(`${directory}/pid`).mode, 0o640, "mode");
      assertEqual(readText(host, `${directory}/pid`), "42", "content");
    },
  },
  {
    name: "replaces a regular file by another one",
    run({ host, directory }) {
      const path = `${directory}/pid`;
      appendText(host, path, "a longer content");
      const former = host.files.status(path).inode;
      const reader = host.files.open(path, { access: "read" });
      writeFileAtomically(host, path, "7", 0o644);
      assertEqual(host.files.status(path).inode === former, false, "same inode");
      assertEqual(host.descriptors.status(reader).size, 16, "what a reader had open");
      host.descriptors.close(reader);
    },
  },
  {
    name: "replaces a link to a regular file and keeps the file",
    symlinks: { pid: "victim" },
    run({ host, directory }) {
      appendText(host, `${directory}/victim`, "precious");
      writeFileAtomically(host, `${directory}/pid`, "7", 0o644);
      assertEqual(readText(host, `${directory}/victim`), "precious", "victim");
      assertEqual(host.files.linkStatus(`${directory}/pid`).kind, "regular", "kind");
    },
  },
  {
    name: "writes into a FIFO, and keeps it",
    fifos: ["fifo"],
    async run({ host, directory }) {
      const path = `${directory}/fifo`;
      await failureOf("ENXIO", () => writeFileAtomically(host, path, "7", 0o644));
      const reader = host.files.open(path, { access: "read", nonBlocking: true });
      writeFileAtomically(host, path, "7", 0o644);
      const buffer = new Uint8Array(8);
      assertEqual(host.descriptors.read(reader, buffer), 1, "length");
      assertEqual(host.files.linkStatus(path).kind, "fifo", "kind");
      assertEqual(host.files.list(directory), ["fifo"], "names");
      host.descriptors.close(reader);
    },
  },
  {
    name: "takes the temporary file away when the target cannot be replaced",
    async run({ host, directory }) {
      host.files.makeDirectory(`${directory}/taken`, 0o755);
      await failureOf("EISDIR", () => writeFileAtomically(host, `${directory}/taken`, "7", 0o644));
      await failureOf("ENOENT", () => writeFileAtomically(host, `${directory}/no/pid`, "7", 0o644));
      assertEqual(host.files.list(directory), ["taken"], "names");
    },
  },
];
