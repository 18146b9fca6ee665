import { expectEqual, expectFailure, expectOutput, expectStatus, expectTrue, textOf } from "../assertions.ts";
import { collectOutput } from "../output.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { having, lacking } from "../requirements.ts";

const execs = 20;

export const descriptorCases: readonly ConformanceCase[] = [
  {
    id: "descriptors/read",
    title: "gives a program a descriptor to read, under the number that is asked for",
    requires: having("passFds"),
    async run({ run, pipe, host }) {
      const { read, write } = pipe();
      host.descriptors.write(write, host.text.encode("passed"));
      host.descriptors.close(write);
      const passFds = [{ host: read, guest: 5 }];
      expectOutput(await run({ do: "read-descriptor", number: 5 }, { passFds }), "passed");
    },
  },
  {
    id: "descriptors/write",
    title: "gives a program a descriptor to write",
    requires: having("passFds"),
    async run({ run, pipe, host }) {
      const { read, write } = pipe();
      const output = collectOutput(host, host.descriptors.duplicate(read));
      const passFds = [{ host: write, guest: 3 }];
      const finished = await run({ do: "write-descriptor", number: 3, text: "written" }, { passFds });
      expectOutput(finished, "");
      await output.shows("written");
      output.close();
    },
  },
  {
    id: "descriptors/several",
    title: "mixes up no descriptors, whatever their numbers",
    requires: having("passFds"),
    async run({ run, pipe, host }) {
      const numbers = [9, 4, 6];
      const passFds = numbers.map((guest) => {
        const { read, write } = pipe();
        host.descriptors.write(write, host.text.encode(`for ${guest}`));
        host.descriptors.close(write);
        return { host: read, guest };
      });
      for (const number of numbers) {
        expectOutput(await run({ do: "read-descriptor", number }, { passFds }), `for ${number}`);
      }
    },
  },
  {
    id: "descriptors/undeclared",
    title: "is not asked for descriptors when it does not declare them",
    requires: lacking("passFds"),
    async run({ start, refuse, pipe }) {
      const passFds = [{ host: pipe().read, guest: 5 }];
      refuse({ passFds }, "passFds");
      await expectFailure(
        start({ do: "exit", code: 0 }, { passFds }),
        ["SALLYPORT_UNSUPPORTED"],
        "descriptor 5",
      );
    },
  },
  {
    id: "descriptors/program",
    title: "runs a program that is given as a descriptor",
    requires: having("execFd"),
    needs: "executable",
    async run({ run, executable, host }) {
      const { path, args, status } = executable;
      const execFd = host.files.open(path, { access: "read" });
      try {
        expectStatus((await run(args, { execFd })).status, status);
      } finally {
        host.descriptors.close(execFd);
      }
    },
  },
  {
    id: "descriptors/program-undeclared",
    title: "is not asked for a program as a descriptor when it does not declare it",
    requires: lacking("execFd"),
    async run({ start, refuse, pipe }) {
      const { read: execFd } = pipe();
      refuse({ execFd }, "execFd");
      await expectFailure(
        start(["given"], { execFd }),
        ["SALLYPORT_UNSUPPORTED"],
        "a program as a descriptor",
      );
    },
  },
  {
    id: "descriptors/no-leak",
    title: "leaves no descriptor open, whether or not the programs could be started",
    async run({ run, start, countDescriptors }) {
      await run({ do: "exit", code: 0 });
      const before = countDescriptors();
      for (let time = 0; time < execs; time++) {
        await run({ do: "write", stdout: "x" }, { input: "y" });
        await expectFailure(start(["/no/such/program"]), "start-failed", "an unknown program");
      }
      // A connection may be on its way out, and our own ends with it.
      const after = countDescriptors();
      if (before !== undefined && after !== undefined) {
        expectTrue(after - before < execs, `${after - before} descriptors more than before ${execs} execs`);
      }
    },
  },
  {
    id: "descriptors/closed-after-exit",
    title: "closes its copies of the streams when the process has ended",
    async run({ start }) {
      const { process, stdout, stderr } = await start({ do: "write", stdout: "x" });
      await process.wait();
      await Promise.all([stdout.ended, stderr.ended]);
      expectEqual(textOf(stdout.bytes()), "x", "output");
    },
  },
];
