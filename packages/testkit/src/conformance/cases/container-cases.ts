import { expectEqual, expectFailure, expectStatus, expectTrue } from "../assertions.ts";
import { collectOutput } from "../output.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, being, having, lacking } from "../requirements.ts";

const SIGKILL = 9;

export const containerCases: readonly ConformanceCase[] = [
  {
    id: "container/state",
    title: "tells that the container runs",
    requires: having("state"),
    async run({ handle }) {
      expectEqual((await handle.state?.())?.status, "running", "status");
    },
  },
  {
    id: "container/state-undeclared",
    title: "has no state when it does not declare it",
    requires: lacking("state"),
    run: async ({ handle }) => expectTrue(handle.state === undefined, "the handle has a method state"),
  },
  {
    id: "container/list",
    title: "lists the container",
    requires: having("list"),
    async run({ listed, containerId }) {
      const ids = (await listed()).map(({ id }) => id);
      expectTrue(ids.includes(containerId), `${containerId} is not among ${ids.join(", ")}`);
    },
  },
  {
    id: "container/list-undeclared",
    title: "lists nothing when it does not declare it",
    requires: lacking("list"),
    run: async ({ listed }) => expectFailure(listed, ["SALLYPORT_UNSUPPORTED"], "a list"),
  },
  {
    id: "container/processes",
    title: "lists the processes that run, and not those that have ended",
    requires: all(having("processes"), having("signals")),
    async run({ handle, start }) {
      const { process, stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
      const pids = async () => (await handle.processes?.())?.map(({ pid }) => pid) ?? [];
      expectTrue((await pids()).includes(process.pid), `${process.pid} is not listed`);
      await process.signal(SIGKILL, "process");
      await process.wait();
      expectTrue(!(await pids()).includes(process.pid), `${process.pid} is still listed`);
    },
  },
  {
    id: "container/processes-undeclared",
    title: "lists no processes when it does not declare them",
    requires: lacking("processes"),
    run: async ({ handle }) =>
      expectTrue(handle.processes === undefined, "the handle has a method processes"),
  },
  {
    id: "container/statistics",
    title: "gives statistics",
    requires: having("statistics"),
    async run({ handle }) {
      const statistics: unknown = await handle.statistics?.();
      expectTrue(typeof statistics === "object" && statistics !== null, "they are no object");
    },
  },
  {
    id: "container/statistics-undeclared",
    title: "gives no statistics when it does not declare them",
    requires: lacking("statistics"),
    run: async ({ handle }) =>
      expectTrue(handle.statistics === undefined, "the handle has a method statistics"),
  },
  {
    id: "container/init",
    title: "tells by signal 0 that the container's first process is there",
    requires: all(having("init"), being("signals", "any")),
    run: async ({ handle }) => handle.signal?.(0, "init"),
  },
  {
    id: "container/init-wait",
    title: "waits for the container's first process until the handle is closed",
    // Of the host's processes only their parent is told.
    requires: all(having("init"), lacking("hostProcesses")),
    async run({ open }) {
      const handle = await open();
      const waiting = expectFailure(
        handle.wait?.() ?? Promise.resolve(),
        "transport-lost",
        "a wait under way",
      );
      await handle[Symbol.asyncDispose]();
      await waiting;
    },
  },
  {
    id: "container/init-undeclared",
    title: "neither signals nor waits for the container's first process when it does not declare it",
    requires: lacking("init"),
    run: async ({ handle }) =>
      expectTrue(handle.wait === undefined && handle.signal === undefined, "the handle has such a method"),
  },
  {
    id: "container/reattach",
    title: "finds a process again by its number",
    requires: all(having("reattach"), having("signals")),
    async run({ open, start }) {
      const { process, stdout } = await start({ do: "wait" });
      await stdout.shows("ready\n");
      const again = (await open()).process?.(process.pid);
      expectEqual(again?.pid, process.pid, "its number");
      await again?.signal(SIGKILL, "process");
      expectStatus(await process.wait(), { signal: SIGKILL });
    },
  },
  {
    id: "container/reattach-nobody",
    title: "tells that a number is that of no process",
    requires: all(having("reattach"), lacking("hostProcesses")),
    async run({ handle }) {
      const find = async () => handle.process?.(4_000_000).wait();
      await expectFailure(find, "system", "a wait for process 4000000");
    },
  },
  {
    id: "container/reattach-undeclared",
    title: "finds no process again when it does not declare it",
    requires: lacking("reattach"),
    run: async ({ handle }) => expectTrue(handle.process === undefined, "the handle has a method process"),
  },
  {
    id: "container/hand-over",
    title: "lets another program wait for a process",
    requires: all(having("detach"), lacking("hostProcesses")),
    async run({ start, host }) {
      const { process, endInput, stdout } = await start({ do: "copy" }, { inputStaysOpen: true });
      const handover = await process.handOver?.();
      if (handover === undefined) throw new Error("there is nothing to hand over");
      const reply = collectOutput(host, handover.waitSocket);
      endInput();
      await stdout.ended;
      await reply.shows("}");
      expectEqual(JSON.parse(reply.text()), { success: true, err: "", result: 0 }, "the reply");
      reply.close();
    },
  },
  {
    id: "container/detach-undeclared",
    title: "is not asked to detach a process when it does not declare it",
    requires: lacking("detach"),
    run: async ({ refuse }) => refuse({}, "detach", { detach: true }),
  },
];
