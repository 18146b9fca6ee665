import { expectFailure, expectStatus, expectTrue } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, having, lacking } from "../requirements.ts";

const SIGKILL = 9;

export const lossCases: readonly ConformanceCase[] = [
  {
    id: "loss/wait",
    title: "never invents how a process ended when its sandbox dies",
    needs: "sacrifice",
    requires: lacking("hostProcesses"),
    async run({ sacrifice, start }) {
      const { handle, destroy } = await sacrifice();
      const { process, stdout } = await start({ do: "wait" }, { handle });
      await stdout.shows("ready\n");
      const waiting = expectFailure(process.wait(), "transport-lost", "the wait");
      await destroy();
      await waiting;
    },
  },
  {
    id: "loss/mid-stream",
    title: "tells a sandbox that dies in the middle of the output from an end",
    needs: "sacrifice",
    requires: lacking("hostProcesses"),
    async run({ sacrifice, start }) {
      const { handle, destroy } = await sacrifice();
      const { process, stdout } = await start({ do: "endless" }, { handle });
      await stdout.shows("y\n");
      const waiting = expectFailure(process.wait(), "transport-lost", "the wait");
      await destroy();
      await waiting;
      await stdout.ended;
      expectTrue(stdout.bytes().length > 0, "the output that came is gone");
    },
  },
  {
    id: "loss/start",
    title: "tells a sandbox that is gone from one that refuses a program",
    needs: "sacrifice",
    requires: lacking("hostProcesses"),
    async run({ sacrifice, start }) {
      const { handle, destroy } = await sacrifice();
      await destroy();
      await expectFailure(start({ do: "exit", code: 0 }, { handle }), "transport-lost", "the start");
    },
  },
  {
    id: "loss/signal",
    title: "tells that a signal did not reach a sandbox that is gone",
    needs: "sacrifice",
    requires: all(having("signals"), lacking("hostProcesses")),
    async run({ sacrifice, start }) {
      const { handle, destroy } = await sacrifice();
      const { process, stdout } = await start({ do: "wait" }, { handle });
      await stdout.shows("ready\n");
      await destroy();
      await expectFailure(process.signal(9, "process"), "transport-lost", "the signal");
    },
  },
  {
    id: "loss/host-processes",
    title: "tells how its processes ended when their container is killed",
    needs: "sacrifice",
    requires: having("hostProcesses"),
    async run({ sacrifice, start }) {
      const { handle, destroy } = await sacrifice();
      const { process, stdout } = await start({ do: "wait" }, { handle });
      await stdout.shows("ready\n");
      await destroy();
      expectStatus(await process.wait(), { signal: SIGKILL });
    },
  },
];
