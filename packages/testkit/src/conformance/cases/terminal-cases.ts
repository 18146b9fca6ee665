import { expectFailure, expectOutput } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, being, having, lacking } from "../requirements.ts";

const size = { rows: 33, columns: 101 };
const other = { rows: 44, columns: 122 };
const SIGINT = 2;

export const terminalCases: readonly ConformanceCase[] = [
  {
    id: "terminal/none",
    title: "gives a program no terminal that was not asked for",
    run: async ({ run }) => expectOutput(await run({ do: "is-terminal" }), "no\n"),
  },
  {
    id: "terminal/given",
    title: "gives a program a terminal when that is asked for",
    requires: having("tty"),
    async run({ start }) {
      const { stdout, process } = await start({ do: "is-terminal" }, { terminal: size });
      await stdout.shows("yes");
      await process.wait();
    },
  },
  {
    id: "terminal/size",
    title: "has the terminal's size from the start",
    requires: all(having("tty"), having("signals")),
    async run({ start }) {
      const { stdout } = await start({ do: "follow-size" }, { terminal: size });
      await stdout.shows(`${size.rows} ${size.columns}`);
    },
  },
  {
    id: "terminal/resize",
    title: "tells a program by SIGWINCH that its terminal has another size",
    requires: all(having("tty"), having("signals")),
    async run({ start }) {
      const { stdout, resize } = await start({ do: "follow-size" }, { terminal: size });
      await stdout.shows(`${size.rows} ${size.columns}`);
      await resize(other);
      await stdout.shows(`${other.rows} ${other.columns}`);
    },
  },
  {
    id: "terminal/output",
    title: "has delivered what was shown when it tells the exit",
    requires: having("tty"),
    async run({ start }) {
      const { process, stdout } = await start({ do: "write", stdout: "shown" }, { terminal: size });
      await process.wait();
      await stdout.shows("shown");
    },
  },
  {
    id: "terminal/foreground",
    title: "signals the foreground of a terminal",
    requires: all(being("tty", "native"), being("signals", "any")),
    async run({ start }) {
      const { process, stdout } = await start({ do: "trap", signal: SIGINT, code: 9 }, { terminal: size });
      await stdout.shows("ready");
      await process.signal(SIGINT, "foreground");
      await process.wait();
    },
  },
  {
    id: "terminal/undeclared",
    title: "is not asked for a terminal when it declares none",
    requires: lacking("tty"),
    async run({ refuse, start }) {
      refuse({ terminal: size }, "tty");
      await expectFailure(
        start({ do: "exit", code: 0 }, { terminal: size }),
        ["SALLYPORT_UNSUPPORTED"],
        "a terminal",
      );
    },
  },
  {
    id: "terminal/not-native",
    title: "is not asked for a terminal that another program has when it makes its own",
    requires: being("tty", "emulated"),
    run: async ({ refuse }) => refuse({ terminal: size }, "tty", { consoleSocket: "/run/console" }),
  },
];
