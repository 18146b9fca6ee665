import { appendText } from "../helpers/append-text.ts";
import { readText, readWholeFile } from "../helpers/read-whole-file.ts";
import { writeFileAtomically } from "../helpers/write-file-atomically.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

export const fileBehaviours: readonly Behaviour[] = [
  {
    name: "reads what was appended, past one chunk",
    run({ host, directory }) {
      const path = `${directory}/long`;
      appendText(host, path, "a".repeat(70_000));
      appendText(host, path, "é");
      assertEqual(readWholeFile(host, path).length, 70_002, "length");
      assertEqual(readText(host, path).endsWith("aé"), true, "end");
      assertEqual(host.files.status(path).size, 70_002, "size");
    },
  },
  {
    name: "reads up to the maximum, and refuses one byte more",
    async run({ host, directory }) {
      const path = `${directory}/file`;
      appendText(host, path, "12345");
      assertEqual(readText(host, path, { maximum: 5 }), "12345", "content");
      const error = await failureOf("EFBIG", () => readText(host, path, { maximum: 4 }));
      assertEqual(error.message, `read ${path}: file too large`, "message");
    },
  },
  {
    name: "lists names without dots, and more of them than one read returns",
    run({ host, directory }) {
      const names = Array.from({ length: 2000 }, (_, index) => `${index}-${"x".repeat(30)}`);
      host.files.makeDirectory(`${directory}/many`, 0o755);
      for (const name of names) {
        appendText(host, `${directory}/many/${name}`, "");
      }
      assertEqual(host.files.list(`${directory}/many`).toSorted(), names.toSorted(), "names");
      assertEqual(host.files.list(directory), ["many"], "directory");
    },
  },
  {
    name: "tells links from what they lead to",
    symlinks: { link: "target", dangling: "nowhere" },
    async run({ host, directory }) {
      appendText(host, `${directory}/target`, "x");
      assertEqual(host.files.status(`${directory}/link`).kind, "regular", "kind");
      assertEqual(host.files.linkStatus(`${directory}/link`).kind, "symlink", "kind of the link");
      assertEqual(host.files.readLink(`${directory}/link`), "target", "target");
      await failureOf("ENOENT", () => host.files.status(`${directory}/dangling`));
      await failureOf("ELOOP", () =>
        host.files.open(`${directory}/link`, { access: "read", noFollow: true }),
      );
    },
  },
  {
    name: "opens as the flags say",
    async run({ host, directory }) {
      const path = `${directory}/file`;
      await failureOf("ENOENT", () => host.files.open(path, { access: "write" }));
      const fd = host.files.open(path, { access: "write", create: true, exclusive: true }, 0o640);
      await failureOf("EEXIST", () =>
        host.files.open(path, { access: "write", create: true, exclusive: true }),
      );
      await failureOf("ENOTDIR", () => host.files.open(path, { access: "read", directory: true }));
      await failureOf("EISDIR", () => host.files.open(directory, { access: "write" }));
      await failureOf("EBADF", () => host.descriptors.read(fd, new Uint8Array(1)));
      host.descriptors.write(fd, host.text.encode("content"));
      host.descriptors.close(fd);
      host.descriptors.close(host.files.open(path, { access: "write", truncate: true }));
      assertEqual(host.files.status(path).size, 0, "size after truncation");
      assertEqual(host.files.status(path).mode, 0o640, "mode");
    },
  },
  {
    name: "opens below a root that nothing leads out of",
    symlinks: { absolute: "/inside", parent: "../../../../../../inside", dangling: "/etc/passwd" },
    async run({ host, directory }) {
      appendText(host, `${directory}/inside`, "mine");
      const root = host.files.open(directory, { access: "path", directory: true });
      for (const path of ["inside", "/inside", "/absolute", "parent", "/../../inside"]) {
        const fd = host.files.openInRoot(root, path, { access: "read" });
        assertEqual(host.descriptors.read(fd, new Uint8Array(9)), 4, path);
        host.descriptors.close(fd);
      }
      await failureOf("ENOENT", () => host.files.openInRoot(root, "dangling", { access: "read" }));
      await failureOf("ELOOP", () =>
        host.files.openInRoot(root, "absolute", { access: "read", noFollow: true }),
      );
      host.descriptors.close(root);
    },
  },
  {
    name: "makes, renames and removes",
    async run({ host, directory }) {
      host.files.makeDirectory(`${directory}/made`, 0o700);
      assertEqual(host.files.status(`${directory}/made`).kind, "directory", "kind");
      await failureOf("EEXIST", () => host.files.makeDirectory(`${directory}/made`, 0o700));
      appendText(host, `${directory}/made/a`, "a");
      await failureOf("ENOTEMPTY", () => host.files.removeDirectory(`${directory}/made`));
      host.files.rename(`${directory}/made/a`, `${directory}/b`);
      host.files.removeDirectory(`${directory}/made`);
      assertEqual(host.files.list(directory), ["b"], "names");
      host.files.remove(`${directory}/b`);
      await failureOf("ENOENT", () => host.files.remove(`${directory}/b`));
    },
  },
  {
    name: "fails with code, errno and a message that names operation and path",
    async run({ host, directory }) {
      const path = `${directory}/missing`;
      const error = await failureOf("ENOENT", () => host.files.open(path, { access: "read" }));
      assertEqual(error.code, "SALLYPORT_SYSTEM_CALL", "code");
      assertEqual(error.message, `open ${path}: no such file or directory`, "message");
    },
  },
  {
    name: "refuses a path with a NUL rather than shortening it",
    needs: "kernel",
    async run({ host, directory }) {
      await failureOf("EINVAL", () => writeFileAtomically(host, `${directory}/a\0b`, "", 0o600));
      assertEqual(host.files.list(directory), [], "names");
    },
  },
];
