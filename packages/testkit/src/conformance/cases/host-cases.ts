import { expectFailure, expectStatus, expectTrue } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, being, having, lacking } from "../requirements.ts";

const SIGKILL = 9;

/** What is about the host's own kernel: processes of it, and what watches and limits them. */
export const hostCases: readonly ConformanceCase[] = [
  {
    id: "host/process-ids",
    title: "numbers processes as the host does",
    requires: having("hostProcesses"),
    async run({ start, host }) {
      const { process, stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
      expectTrue(host.files.list(`/proc/${process.pid}`).length > 0, `the host has no ${process.pid}`);
    },
  },
  {
    id: "host/process-outside",
    title: "signals no process of the host that is not in the container",
    requires: all(having("hostProcesses"), having("reattach"), being("signals", "any")),
    async run({ handle }) {
      const signal = async () => handle.process?.(1).signal(0, "process");
      await expectFailure(signal, "usage", "a signal to process 1");
    },
  },
  {
    id: "host/detached",
    title: "leaves a process that is to outlive everybody to whoever inherits it",
    requires: all(having("hostProcesses"), having("detach")),
    async run({ start }) {
      const { process, stdout, write } = await start({ do: "copy" }, { detach: true, inputStaysOpen: true });
      await expectFailure(process.wait(), ["SALLYPORT_UNSUPPORTED"], "a wait for it");
      await write("on its own");
      await stdout.shows("on its own");
    },
  },
  {
    id: "host/undeclared",
    title: "is not asked for cgroups when its processes are not the host's",
    requires: lacking("hostProcesses"),
    run: async ({ refuse }) => refuse({ cgroups: ["below"] }, "hostProcesses"),
  },
  {
    id: "limits/held",
    title: "holds a program to its limit of processes",
    requires: having("limits"),
    async run({ start }) {
      const { process } = await start({ do: "start-many", count: 20 }, { limits: { pids: 10 } });
      const status = await process.wait();
      expectTrue(status.kind === "signaled" || status.code !== 0, "it has started 20 others");
    },
  },
  {
    id: "limits/undeclared",
    title: "is not asked for limits when it does not declare them",
    requires: lacking("limits"),
    run: async ({ refuse }) => refuse({ limits: { pids: 5 } }, "limits"),
  },
  {
    id: "supervision/tree",
    title: "kills a program with all that came from it",
    requires: having("supervision"),
    async run({ start }) {
      const { process, stdout, finish } = await start({ do: "parent" }, { supervision: "tree" });
      await stdout.shows("ready\n");
      await process.killTree?.();
      expectStatus((await finish()).status, { signal: SIGKILL });
    },
  },
  {
    id: "supervision/undeclared",
    title: "is not asked to watch a program when it does not declare that",
    requires: lacking("supervision"),
    run: async ({ refuse }) => refuse({ supervision: "tree" }, "supervision"),
  },
];
