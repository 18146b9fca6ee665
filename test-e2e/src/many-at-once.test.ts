import { describe, expect, it, vi } from "vitest";
import { expectIdle } from "./support/expect-idle.ts";
import { startsFast } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

/** On Node, fifty starts at once keep a small machine busy for a minute: they would be no more at the same time. */
const many = startsFast ? 50 : 20;
const numbers = Array.from({ length: many }, (_, index) => index);

describe.each(releases)("many execs at once on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  it(`have each their own streams and status: ${many}`, { timeout: 120_000 }, async () => {
    const script = "read line; echo out $line; echo err $line >&2; exit $line";
    const outcomes = await Promise.all(
      numbers.map((number) => guest.exec(["sh", "-c", script], { input: `${number}\n` })),
    );
    expect(outcomes).toEqual(
      numbers.map((status) => ({
        status,
        signal: null,
        stdout: `out ${status}\n`,
        stderr: `err ${status}\n`,
      })),
    );
    await expectIdle(guest);
  });

  it(
    `can all run at the same time: ${many} that wait for what comes after the last`,
    { timeout: 120_000 },
    async () => {
      const script = "touch /tmp/here-$0; while [ ! -e /tmp/go ]; do sleep 1; done; echo went";
      const clients = numbers.map((number) => guest.startExec(["sh", "-c", script, `${number}`]));
      await vi.waitFor(
        async () => {
          const { stdout } = await guest.exec(["sh", "-c", "ls /tmp | grep -c here-"]);
          expect(stdout).toBe(`${numbers.length}\n`);
        },
        { timeout: 60_000, interval: 500 },
      );
      await guest.exec(["touch", "/tmp/go"]);
      const outcomes = await Promise.all(clients.map(({ ended }) => ended));
      expect(outcomes.map(({ stdout }) => stdout)).toEqual(numbers.map(() => "went\n"));
    },
  );
});
