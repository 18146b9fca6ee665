import type { SpawnRequest } from "../port/children.ts";
import { readText } from "../helpers/read-whole-file.ts";
import { readable } from "../helpers/readable.ts";
import type { Host } from "../port/host.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

async function shell(
  host: Host,
  script: string,
  { fds = [], ...request }: Partial<SpawnRequest> = {},
): Promise<{ status: number; output: string }> {
  const { read, write } = host.descriptors.pipe();
  const nothing = host.files.open("/dev/null", { access: "read" });
  const child = host.children.spawn({
    executable: "/bin/sh",
    argv: ["sh", "-c", script],
    environment: { PATH: "/usr/bin:/bin" },
    fds: [nothing, write, write, ...fds],
    ...request,
  });
  host.descriptors.close(nothing);
  host.descriptors.close(write);
  const chunks: number[] = [];
  const buffer = new Uint8Array(4096);
  for (let length = -1; length !== 0;) {
    await readable(host, read);
    length = host.descriptors.read(read, buffer);
    chunks.push(...buffer.subarray(0, length));
  }
  host.descriptors.close(read);
  return { status: await child.exited, output: host.text.decode(Uint8Array.from(chunks)) };
}

const kernelBehaviours: readonly Omit<Behaviour, "needs">[] = [
  {
    name: "tells exit statuses and signals by the raw wait status",
    async run({ host }) {
      assertEqual((await shell(host, "exit 7")).status, 7 << 8, "exit status");
      assertEqual((await shell(host, "kill -9 $$")).status, 9, "signal");
      const child = host.children.spawn({
        executable: "/bin/sleep",
        argv: ["sleep", "1000"],
        environment: {},
        fds: [0, 1, 2],
      });
      host.signals.send(child.pid, 15);
      assertEqual(await child.exited, 15, "signal of ours");
      await failureOf("ESRCH", () => host.signals.send(child.pid, 0));
    },
  },
  {
    name: "throws what the exec failed with, and leaves no child",
    async run({ host, directory }) {
      const spawn = (executable: string, request: Partial<SpawnRequest> = {}) =>
        host.children.spawn({ executable, argv: [], environment: {}, fds: [0, 1, 2], ...request });
      const error = await failureOf("ENOENT", () => spawn(`${directory}/missing`));
      assertEqual(error.message, `fork/exec ${directory}/missing: no such file or directory`, "message");
      await failureOf("EACCES", () => spawn(directory));
      await failureOf("EBADF", () => spawn("/bin/true", { fds: [0, 1_000_000] }));
      const elsewhere = { workingDirectory: `${directory}/no` };
      const where = await failureOf("ENOENT", () => spawn("/bin/true", elsewhere));
      assertEqual(where.message, `chdir ${directory}/no: no such file or directory`, "message");
      const { read, write } = host.descriptors.pipe();
      const terminal = { fds: [read, write], session: "new-with-terminal" } as const;
      await failureOf("ENOTTY", () => spawn("/bin/true", terminal));
      host.descriptors.close(read);
      host.descriptors.close(write);
      const children = readText(host, `/proc/${host.process.pid}/task/${host.process.pid}/children`);
      assertEqual(children.trim(), "", "children");
    },
  },
  {
    name: "places descriptors at their numbers, whatever they overlap",
    async run({ host, directory }) {
      const files = ["a", "b", "c"].map((name) =>
        host.files.open(`${directory}/${name}`, { access: "read-write", create: true }),
      );
      const [a = -1, b = -1, c = -1] = files;
      const { output } = await shell(host, "readlink /proc/$$/fd/3 /proc/$$/fd/4 /proc/$$/fd/5", {
        fds: [c, a, b],
      });
      assertEqual(
        output.split("\n").slice(0, 3),
        ["c", "a", "b"].map((name) => `${directory}/${name}`),
        "files",
      );
      const swapped = Array.from({ length: c + 1 }, (_, index) => (index === a ? c : index === c ? a : 2));
      const { read, write } = host.descriptors.pipe();
      swapped[1] = write;
      const child = host.children.spawn({
        executable: "/bin/sh",
        argv: ["sh", "-c", `readlink /proc/$$/fd/${a} /proc/$$/fd/${c}`],
        environment: { PATH: "/usr/bin:/bin" },
        fds: swapped,
      });
      await child.exited;
      const buffer = new Uint8Array(4096);
      const text = host.text.decode(buffer.subarray(0, host.descriptors.read(read, buffer)));
      assertEqual(text, `${directory}/c\n${directory}/a\n`, "swapped files");
      [...files, read, write].forEach((fd) => host.descriptors.close(fd));
    },
  },
  {
    name: "runs our open file even where its number is given away",
    async run({ host }) {
      const executable = host.files.open("/bin/sh", { access: "path" });
      const fds = Array.from({ length: executable + 4 }, () => 2);
      const { status } = await shell(host, "exit 3", { executable: `/proc/self/fd/${executable}`, fds });
      assertEqual(status, 3 << 8, "exit status");
      host.descriptors.close(executable);
    },
  },
  {
    name: "gives exactly the environment, directory and session that were asked for",
    async run({ host, directory }) {
      const environment = { PATH: "/usr/bin:/bin", EMPTY: "", TEXT: "é=1" };
      const { output } = await shell(host, "/usr/bin/env; pwd", { environment, workingDirectory: directory });
      const lines = output.trim().split("\n");
      for (const expected of ["EMPTY=", "TEXT=é=1", directory]) {
        assertEqual(lines.includes(expected), true, `${expected} in ${output}`);
      }
      const script = "read pid comm state ppid group session rest < /proc/$$/stat; echo $((session == $$))";
      assertEqual((await shell(host, script)).output, "0\n", "same session");
      assertEqual((await shell(host, script, { session: "new" })).output, "1\n", "new session");
    },
  },
  {
    name: "starts children with no signal blocked or ignored",
    async run({ host }) {
      const { output } = await shell(host, "grep -E '^Sig(Blk|Ign)' /proc/self/status");
      assertEqual(
        output.replaceAll(/\s+/g, " ").trim(),
        `SigBlk: ${"0".repeat(16)} SigIgn: ${"0".repeat(16)}`,
        "signals",
      );
    },
  },
  {
    name: "everything opened is close-on-exec, and children get nothing else",
    async run({ host, directory }) {
      const { descriptors, files, sockets, text } = host;
      const address = { kind: "path", path: `${directory}/socket` } as const;
      const { read, write } = descriptors.pipe();
      const [first, second] = sockets.pair();
      const listener = sockets.listen(address, 1);
      const client = sockets.connect(address);
      const server = sockets.accept(listener);
      const file = files.open(directory, { access: "path" });
      sockets.send(first, text.encode("x"), [file]);
      const { fds } = sockets.receive(second, new Uint8Array(1), 1);
      const copy = descriptors.duplicate(file);
      const opened = [read, write, first, second, listener, client, server, file, copy, ...fds];
      for (const fd of opened) {
        const flags = /^flags:\s*(\d+)$/m.exec(readText(host, `/proc/self/fdinfo/${fd}`))?.[1] ?? "0";
        assertEqual((Number.parseInt(flags, 8) & 0o2000000) !== 0, true, `descriptor ${fd} close-on-exec`);
      }
      descriptors.setCloseOnExec(file, false);
      const { output } = await shell(host, "echo /proc/self/fd/*");
      // The last one is the shell's own, of the directory that it lists.
      assertEqual(
        output.trim(),
        [0, 1, 2, 3].map((fd) => `/proc/self/fd/${fd}`).join(" "),
        "child's descriptors",
      );
      opened.forEach((fd) => descriptors.close(fd));
    },
  },
  {
    name: "replace returns only by throwing",
    run: async ({ host, directory }) => {
      await failureOf("ENOENT", () => host.children.replace(`${directory}/missing`, [], {}));
    },
  },
];

export const childBehaviours: readonly Behaviour[] = kernelBehaviours.map((behaviour) => ({
  ...behaviour,
  needs: "kernel",
}));
