import { bundle, inContainer, type MachineCase, shell } from "./machine-case.ts";

/** Both may do what they want, but for one file each. */
export const apparmorProfiles = ["web", "other"]
  .map((name) => `profile ${name} { file, capability, signal, ptrace, deny /tmp/${name}* w, }\n`)
  .join("");

/** To files of its user's own. */
const tryToWrite =
  "cat /proc/self/attr/current; for each in web other; do echo > /tmp/$each-$(id -u) && echo $each; done";
const temporary = { destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["mode=1777"] };
const mounts = [{ destination: "/proc", type: "proc", source: "proc" }, temporary];

export const apparmorBundles = {
  ...bundle("confined", { mounts, process: { apparmorProfile: "web" } }),
  ...bundle("confined-user", {
    mounts,
    process: {
      ...shell(tryToWrite),
      apparmorProfile: "web",
      noNewPrivileges: true,
      user: { uid: 1000, gid: 1000 },
    },
  }),
  ...bundle("no-such-profile", { mounts, process: { apparmorProfile: "nosuch" } }),
};

const exec = (flags: string): string => `sallyport exec ${flags} web sh -c '${tryToWrite}'`;
const heldToWeb = "web (enforce)\nsh: can't create /tmp/web-0: Permission denied\nother\n";
const heldToOther = "other (enforce)\nweb\nsh: can't create /tmp/other-0: Permission denied\n";
const absent = 'AppArmor profile "nosuch" is not loaded in this kernel\n';

/** What a profile of AppArmor does to containers and to commands in them. */
export const apparmorCases: readonly MachineCase[] = [
  ...inContainer("confined", [
    {
      title: "a container is held to its profile",
      script: "for each in $(cat cgroup.procs); do cat /proc/$each/attr/current; done",
      output: "web (enforce)\n",
    },
    { title: "a command has the container's profile", script: exec(""), output: heldToWeb },
    {
      title: "a command has the profile that is asked for",
      script: exec("--apparmor other"),
      output: heldToOther,
    },
    {
      title: "a command that may gain no privileges has the profile that is asked for",
      script: exec("--apparmor other --no-new-privs --user 1000:1000"),
      output: heldToOther.replace("-0", "-1000"),
    },
    {
      title: "a command that is traced and recorded has the container's profile",
      script: exec("--trace /trace"),
      output: heldToWeb,
    },
    {
      title: "a command is not started with a profile that is not there",
      script: "sallyport exec --apparmor nosuch web true; echo $?",
      output: `executing processes for container: ${absent}128\n`,
    },
  ]),
  {
    title: "a container without privileges is held to its profile",
    script: "sallyport run --bundle /bundles/confined-user web",
    output: heldToWeb.replace("sh: can't create /tmp/web-0", "/bin/sh: can't create /tmp/web-1000"),
  },
  {
    title: "a container is not created with a profile that is not there",
    script: "sallyport run --bundle /bundles/no-such-profile web; echo $?; ls -d /sys/fs/cgroup/session/*/",
    output: `${absent}128\n/sys/fs/cgroup/session/caller/\n`,
  },
];
