import { usualMounts } from "../support/use-bundles.ts";
import { bundle, inContainer, type MachineCase, shell } from "./machine-case.ts";

const mebibyte = 1024 * 1024;
const makingNodes = ["CAP_MKNOD"];

export const cgroupBundles = {
  ...bundle("limited", {
    linux: {
      resources: {
        memory: { limit: 64 * mebibyte },
        pids: { limit: 20 },
        cpu: { quota: 50_000, period: 100_000, shares: 512 },
      },
    },
  }),
  ...bundle("few-processes", { linux: { resources: { pids: { limit: 20 } } } }),
  ...bundle("hungry", {
    process: shell("tail /dev/zero"),
    linux: { resources: { memory: { limit: 16 * mebibyte } } },
  }),
  ...bundle("dividing", {
    process: shell(`cd /sys/fs/cgroup; mkdir -p init part/threads; echo 1 > init/cgroup.procs
      echo threaded > part/threads/cgroup.type; exec sleep 1000`),
    mounts: [...usualMounts, { destination: "/sys/fs/cgroup", type: "cgroup", source: "cgroup" }],
  }),
  ...bundle("few-devices", {
    process: {
      ...shell(
        "mknod /tmp/kmsg c 1 11; head -c 1 /tmp/kmsg; mknod /tmp/null c 1 3; echo > /tmp/null && echo null",
      ),
      capabilities: { bounding: makingNodes, permitted: makingNodes, effective: makingNodes },
    },
    mounts: [...usualMounts, { destination: "/tmp", type: "tmpfs", source: "tmpfs" }],
    linux: { resources: { devices: [{ allow: false, access: "rwm" }] } },
  }),
};

/** More than three processes. */
const forking = "for i in 1 2 3 4 5; do sleep 1 & done; echo all";

const container = "cgroup /sys/fs/cgroup/session/sallyport-web";
const memory = "controller memory, which on cgroup v2 none with processes of its own can";
const busy =
  "cgroup /sys/fs/cgroup/busy has processes of its own, and none below it can have controller pids";

/** A container's process does something first. */
const until = (condition: string): string => `until ${condition}; do sleep 0.1; done`;

/** What containers and commands in them do on cgroup v2. */
export const cgroupCases: readonly MachineCase[] = [
  ...inContainer("limited", [
    {
      title: "a container is held to the limits of its configuration",
      script: "for each in memory.max pids.max cpu.max cpu.weight; do cat $each; done",
      output: "67108864\n20\n50000 100000\n20\n",
    },
    {
      title: "a command is in the container's cgroup, and sees no other",
      script: `sallyport exec web cat /proc/self/cgroup
        sallyport exec --detach --pid-file /pid web sleep 1000; sed 's/-[0-9]*$//' /proc/$(cat /pid)/cgroup`,
      output: "0::/\n0::/session/sallyport-web\n",
    },
    {
      title: "a command has no memory of its own where there are processes in the container's cgroup",
      script: "sallyport exec --memory 8m web true 2>&1 | sed 's/-[0-9]* does/ does/'; ls -d */",
      output: `executing processes for container: --memory cannot be held to: ${container} does not divide ${memory}
hint: the container's own limits hold for the command too
ls: */: No such file or directory
`,
    },
    {
      title: "a command has a number of processes and processors of its own beside the container's",
      script: `sallyport exec --pids 3 --cpu 0.5 web sh -c 'cat /proc/self/cgroup; ${forking}' 2>&1 | sed 's/@.*//'
        cat cgroup.type; ls -d */; sallyport exec web cat /proc/self/cgroup`,
      output: `0::/sallyport-command
sh: can't fork: Resource temporarily unavailable
domain threaded
ls: */: No such file or directory
0::/
`,
    },
    {
      title: "a command with limits of its own leaves nobody, and keeps them when it is left itself",
      script: `before=$(wc -l < cgroup.procs); sallyport exec --pids 3 web sh -c 'sleep 1000 > /dev/null 2>&1 &'
        echo $(($(wc -l < cgroup.procs) - before)) left
        sallyport exec --detach --pid-file /pid --pids 3 web sleep 1000; sallyport exec --pids 5 web echo another
        cat */pids.max; kill -9 $(cat /pid); ${until("sallyport exec --pids 5 web true; ! ls -d */ 2> /dev/null")}`,
      output: "0 left\nanother\n3\n",
    },
    {
      title: "a container is paused and resumed, and a command waits or is refused meanwhile",
      script: `sallyport pause web; grep frozen cgroup.events; sallyport exec web true
        sallyport exec --ignore-paused web echo joined & sleep 0.5; echo resuming
        sallyport resume web; wait; grep frozen cgroup.events`,
      output: `frozen 1
executing processes for container: cannot execute in container "web" in state paused
resuming
joined
frozen 0
`,
    },
    {
      title: "who waits for a container is told that it takes a newer kernel",
      script: "sallyport wait web 2>&1 | sed 's/process [0-9]*/process/'",
      output: `the kernel tells how process ends to nobody but its parent
hint: Linux 6.15 does; \`sallyport run\` without --detach waits on every kernel
`,
    },
    {
      title: "processes that only multiply are held to their number, and paused",
      script: `sallyport exec --detach web sh -c 'f() { f | f & }; while :; do f; done' 2> /dev/null
        ${until("grep -q '^max [1-9]' pids.events")}; sallyport pause web; grep frozen cgroup.events
        test $(cat pids.current) -le 20 && echo held`,
      output: "frozen 1\nheld\n",
    },
  ]),
  {
    title: "a container that wants more memory than it may have is killed: 137",
    script: "sallyport run --bundle /bundles/hungry web; echo $?",
    output: "137\n",
  },
  ...inContainer("dividing", [
    {
      title:
        "a container that divides its cgroup has a command where its first process is, and all are listed",
      script: `${until("grep -q threaded part/threads/cgroup.type 2> /dev/null")}
        sallyport exec web cat /proc/self/cgroup; sallyport ps web | grep -c sleep`,
      output: "0::/init\n1\n",
    },
    {
      title: "a command has no limits of its own by a controller that its cgroup has not",
      script: "sallyport exec --pids 3 web true 2>&1 | sed 's/web-[0-9]*/web/'; ls -d init/*/",
      output: `executing processes for container: --pids cannot be held to: ${container}/init has no controller pids
ls: init/*/: No such file or directory
`,
    },
  ]),
  {
    title: "a container reaches no devices but the usual ones",
    script: "sallyport run --bundle /bundles/few-devices web",
    output: "head: /tmp/kmsg: Operation not permitted\nnull\n",
  },
  {
    title: "limits are refused where a cgroup with processes would have to be divided",
    script: `cd /sys/fs/cgroup; mkdir -p busy/caller; sleep 1000 & echo $! > busy/cgroup.procs
      echo $$ > busy/caller/cgroup.procs; sallyport run --bundle /bundles/few-processes web; kill $!; ls -d busy/*/`,
    output: `${busy}
hint: linux.cgroupsPath names a place where there can be limits
busy/caller/
`,
  },
  {
    title: "a command on the machine's own root is held to its limits",
    script: `sallyport do --pids 3 sh -c '${forking}'; sallyport do --memory 16m tail /dev/zero; echo $?`,
    output: "sh: can't fork: Resource temporarily unavailable\n137\n",
  },
  {
    title: "a command runs on the machine's own root, and leaves nothing there",
    script: "cd /; sallyport do sh -c 'echo x > /made; cat /made'; ls /made; ls -d /sys/fs/cgroup/session/*/",
    output: "x\nls: /made: No such file or directory\n/sys/fs/cgroup/session/caller/\n",
  },
];
