import { bundle, inContainer, type MachineCase, shell } from "./machine-case.ts";

/** Calls of mkdir, and of open, by int 0x80 and under x32; each tells its errno. */
const byEachEntry = (int80: number, x32: number, path: string, argument: number): string =>
  [`int80 ${int80} ${path}`, `x32 ${x32} ${path}`]
    .map((words) => `legacy-call ${words} ${argument}; echo $?`)
    .join("; ");
const making = (folder: string): string => byEachEntry(39, 83, `/tmp/${folder}`, 0o755);
const opening = (path: string): string => byEachEntry(5, 2, path, 0);

const temporary = { destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["mode=1777"] };
const refusing = (...architectures: readonly string[]) =>
  ({
    mounts: [temporary],
    process: shell(making("made")),
    linux: {
      seccomp: {
        defaultAction: "SCMP_ACT_ALLOW",
        architectures,
        syscalls: [{ names: ["mkdir"], action: "SCMP_ACT_ERRNO", errnoRet: 1 }],
      },
    },
  }) as const;

export const entryBundles = {
  ...bundle("entries", { mounts: [temporary] }),
  ...bundle("all-entries", refusing("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32")),
  ...bundle("one-entry", refusing("SCMP_ARCH_X86_64")),
};

const policies = {
  "/deny.json": { deny: [{ calls: ["mkdir"], errno: "EACCES" }] },
  "/paths.json": { paths: [{ path: "/", access: ["read"] }] },
  "/record.json": { trace: { calls: ["mkdir"], results: true } },
};
export const entryPolicies: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(policies).map(([path, policy]) => [path, JSON.stringify(policy)]),
);

const exec = (flags: string, script: string): string => `sallyport exec ${flags} web sh -c '${script}'`;
const [EPERM, EACCES, ENOSYS, SIGSYS] = [1, 13, 38, 128 + 31];
/** linux/audit.h */
const [AUDIT_ARCH_I386, AUDIT_ARCH_X86_64] = [0x4000_0003, 0xc000_003e];

/** What filters make of system calls that come in other ways than a 64-bit program's do. Debian's kernel has no x32. */
export const entryCases: readonly MachineCase[] = [
  ...inContainer("entries", [
    {
      title: "the kernel takes calls by int 0x80",
      script: exec("", making("plain")),
      output: `0\n${ENOSYS}\n`,
    },
    {
      title: "a policy refuses a call by every entry",
      script: exec("--policy /deny.json", making("denied")),
      output: `${EACCES}\n${EACCES}\n`,
    },
    {
      title: "a policy on paths lets nobody open files by other entries",
      script: exec("--policy /paths.json", `cat /etc/noexec.txt; ${opening("/etc/noexec.txt")}`),
      output: `not a program\n${ENOSYS}\n${ENOSYS}\n`,
    },
    {
      title: "calls by any entry are recorded, with where they came in",
      script: `${exec("--policy /record.json --trace /trace", making("recorded"))}
        sed -n 's/.*"call":"\\([a-z]*\\)","architecture":\\([0-9]*\\),"arguments":\\(.*\\)}/\\1 \\2 \\3/p' /trace`,
      output: `0\n${ENOSYS}
mkdir ${AUDIT_ARCH_I386} ["/tmp/recorded",493],"result":0
mkdir ${AUDIT_ARCH_X86_64} ["/tmp/recorded",493],"error":"ENOSYS"
`,
    },
  ]),
  {
    title: "a profile refuses a call by every entry that it names",
    script: "sallyport run --bundle /bundles/all-entries web",
    output: `${EPERM}\n${EPERM}\n`,
  },
  {
    title: "a profile kills whoever calls by an entry that it does not name",
    script: "sallyport run --bundle /bundles/one-entry web",
    output: `Bad system call\n${SIGSYS}\nBad system call\n${SIGSYS}\n`,
  },
];
