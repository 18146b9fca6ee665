import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inParallel } from "./support/in-parallel.ts";
import { startsFast } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { runAtTerminal } from "./support/run-at-terminal.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const size = 1_048_576;
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n";
const digest = sha256(alphabet.repeat(size / alphabet.length));
/** Ends as soon as it has written. */
const spew = ["spew", `${size}`, "3"];

const width = 4;
const [newest] = releases;

describe.each(releases)("what a command writes before it ends on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  const some = Array.from({ length: 10 }, (_, round) => round);
  // What is looked for is rare, and all hosts and releases run the same code: most rounds are where they take least.
  const many = startsFast && runsc === newest ? Array.from({ length: 100 }, (_, round) => round) : some;

  it("is all in a pipe", async () => {
    const outcomes = await inParallel(some, width, () =>
      guest.shell('{ "$@"; echo $? >&2; } | sha256sum', spew),
    );
    expect(outcomes).toEqual(
      some.map(() => expect.objectContaining({ stdout: `${digest}  -\n`, stderr: "3\n" })),
    );
  });

  it(`is all in a file: 1 MiB, ${many.length} times`, { timeout: 180_000 }, async () => {
    const outcomes = await inParallel(many, width, async (round) => {
      const { status } = await guest.shell(`exec "$@" > out-${round}`, spew);
      const written = readFileSync(join(guest.folder, `out-${round}`));
      rmSync(join(guest.folder, `out-${round}`));
      return { status, digest: sha256(written) };
    });
    expect(outcomes).toEqual(many.map(() => ({ status: 3, digest })));
  });

  it(`is all on its terminal: 1 MiB, ${many.length} times`, { timeout: 180_000 }, async () => {
    const words = guest.execWords(["sh", "-c", `stty -opost; exec ${spew.join(" ")}`]);
    const outcomes = await inParallel(many, width, async () => {
      const { status, output } = await runAtTerminal(words);
      return { status, digest: sha256(output) };
    });
    expect(outcomes).toEqual(many.map(() => ({ status: 3, digest })));
  });
});

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
