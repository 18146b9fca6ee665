import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallEvent, ResultEvent } from "../src/plan/audit-events.ts";
import type { AuditRule } from "../src/plan/audit-rules.ts";
import type { SystemCallName } from "../src/plan/system-call-number.ts";
import { actions, addFilter } from "./filters.ts";
import { type CommandOptions, commandPlan, start } from "./plan-rig.ts";
import { buildTricks } from "./tricks.ts";

const [EPERM, ENOENT, EFAULT] = [1, 2, 14];

let tricks: ReturnType<typeof buildTricks>;
beforeAll(() => {
  tricks = buildTricks();
});
afterAll(() => tricks.remove());

/** What is recorded of a command with these rules, and how it ends. */
async function audit(
  argv: readonly string[],
  rules: Partial<Record<SystemCallName, AuditRule>>,
  options: CommandOptions = {},
) {
  const calls: CallEvent[] = [];
  const results: ResultEvent[] = [];
  const marks = Object.fromEntries(Object.keys(rules).map((name, index) => [name, actions.mark(index)]));
  const plan = commandPlan(argv, {
    level: "audit",
    rules: Object.values(rules),
    prepare: (builder) => addFilter(builder, marks),
    ...options,
  });
  const run = start(plan, {
    onCall: (event) => void calls.push(event),
    onResult: (event) => void results.push(event),
  });
  const status = await run.ended;
  await run.exited;
  return { calls, results, status };
}

/** What an argument points to, as text. */
function textsOf(call: CallEvent | undefined, argument: number): string[] {
  const contents = call?.contents.filter((one) => one.argument === argument) ?? [];
  return contents.map(({ bytes }) => Buffer.from(bytes).toString("latin1"));
}

const execution: AuditRule = { arguments: ["text", "texts"] };
const opening: AuditRule = { arguments: ["number", "text"], result: true };

describe("an audit", () => {
  it("has each program that is executed, with its arguments", async () => {
    const { calls, results, status } = await audit(
      ["/bin/sh", "-c", "/bin/echo a 'b c' >/dev/null; exit 3"],
      {
        execve: execution,
      },
    );
    expect(calls.map((call) => [textsOf(call, 0), textsOf(call, 1)])).toEqual([
      [["/bin/sh"], ["/bin/sh", "-c", "/bin/echo a 'b c' >/dev/null; exit 3"]],
      [["/bin/echo"], ["/bin/echo", "a", "b c"]],
    ]);
    expect(results).toEqual([]);
    expect(status).toBe(3 << 8);
  });

  it("has the result of each call of a rule that wants it, in the order in which they happened", async () => {
    const { calls, results } = await audit([tricks.path, "open-often"], { openat: opening });
    const opened = calls.map((call) => textsOf(call, 1)[0]);
    expect(opened.filter((path) => path === "/dev/null")).toHaveLength(1000);
    expect(opened.filter((path) => path === "/nope")).toHaveLength(1000);
    expect(results).toHaveLength(calls.length);
    expect(results.filter(({ result }) => result === BigInt(-ENOENT))).toHaveLength(1000);
    const times = calls.map(({ time }) => time);
    expect(times).toEqual(times.toSorted((one, other) => (one < other ? -1 : 1)));
  });

  it("says which memory was not there", async () => {
    const { calls, results, status } = await audit([tricks.path, "open-nowhere"], { openat: opening });
    const last = calls.at(-1);
    expect(last?.contents).toEqual([{ argument: 1, state: "unreadable", bytes: new Uint8Array() }]);
    expect(last?.arguments[1]).toBe(16n);
    expect(results.at(-1)?.result).toBe(BigInt(-EFAULT));
    expect(status).toBe(0);
  });

  it("cuts what is long", async () => {
    const many = Array.from({ length: 100 }, (_, index) => String(index));
    const long = "x".repeat(5000);
    const { calls } = await audit(["/bin/true", long, ...many], { execve: execution });
    const contents = calls[0]?.contents.filter(({ argument }) => argument === 1) ?? [];
    expect(contents.map(({ state }) => state)).toEqual([
      "whole",
      "cut",
      ...Array.from({ length: 62 }, () => "whole"),
      "cut",
    ]);
    expect(contents[1]?.bytes).toHaveLength(4096);
    expect(textsOf(calls[0], 1).slice(2, 5)).toEqual(["0", "1", "2"]);
  });

  it("has bytes whose number the next argument tells", async () => {
    const { calls } = await audit(["/bin/echo", "hello"], { write: { arguments: ["number", "sized"] } });
    expect(textsOf(calls.at(-1), 1)).toEqual(["hello\n"]);
  });

  it("passes over marks that are not its own", async () => {
    const { calls, status } = await audit(
      ["/bin/true"],
      {},
      {
        prepare: (builder) => addFilter(builder, { execve: actions.mark(7), openat: actions.mark(65_535) }),
      },
    );
    expect(calls).toEqual([]);
    expect(status).toBe(0);
  });

  it("has nothing of a call that another filter denies", async () => {
    const { calls } = await audit(
      [tricks.path, "open-often"],
      { openat: opening },
      {
        prepare(builder) {
          addFilter(builder, { openat: actions.mark(0) });
          addFilter(builder, { openat: actions.fail(EPERM) });
        },
      },
    );
    expect(calls).toEqual([]);
  });

  it("follows threads, and programs that are executed by one", async () => {
    const { calls, status } = await audit([tricks.path, "execute-from-thread"], {
      execve: { ...execution, result: true },
    });
    expect(calls.map((call) => textsOf(call, 0))).toEqual([[tricks.path], ["/bin/sh"]]);
    expect(status).toBe(5 << 8);
  });
});
