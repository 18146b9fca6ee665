import { isSallyportError, messageOf } from "@sallyport/core";
import type { Sandbox } from "sallyport";
import { inParallel } from "./in-parallel.ts";

/** What went wrong with so many commands. */
export interface SoakResult {
  readonly execs: number;
  /** Bytes of output that did not come, or came wrong. */
  readonly lostBytes: number;
  readonly wrongCodes: number;
  /** Commands under way in a sandbox that died; they were run again in another. */
  readonly interrupted: number;
  /** Anything else, worded. */
  readonly failures: readonly string[];
}

/** A sandbox that is replaced when it has died. */
export interface SoakSandbox {
  box(): Sandbox;
  /** Settles once another one is there; one for all who have noticed. */
  replace(dead: Sandbox): Promise<void>;
}

/** Of every command: what it writes is known, and so is its status. */
interface Expected {
  readonly argv: readonly string[];
  readonly bytes: number;
  readonly code: number;
}

/** Runs many commands, most of them short, some with much output or another status than 0. */
export async function soak(
  sandbox: SoakSandbox,
  { execs, width }: { readonly execs: number; readonly width: number },
): Promise<SoakResult> {
  const counts = { lostBytes: 0, wrongCodes: 0, interrupted: 0 };
  const failures: string[] = [];

  async function runOne(index: number): Promise<void> {
    const box = sandbox.box();
    const { argv, bytes, code } = expectedOf(index);
    try {
      const result = await box.run(argv, { encoding: "buffer", reject: false });
      if (!isSpew(result.stdout, bytes)) counts.lostBytes += Math.max(1, bytes - result.stdout.length);
      if (result.code !== code) counts.wrongCodes++;
    } catch (error) {
      if (!isDeath(error)) {
        failures.push(messageOf(error));
        return;
      }
      counts.interrupted++;
      await sandbox.replace(box);
      await runOne(index);
    }
  }

  await inParallel(execs, width, runOne);
  return { execs, ...counts, failures };
}

function expectedOf(index: number): Expected {
  const bytes = index % 50 === 0 ? 1_500_000 + index : (index * 7919) % 5000;
  const code = index % 10 === 0 ? (index / 10) % 256 : 0;
  return { argv: ["spew", String(bytes), String(code)], bytes, code };
}

/** What the guest program `spew` writes, over and over. */
const period = Buffer.from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n");

function isSpew(output: Uint8Array, bytes: number): boolean {
  return output.length === bytes && output.every((byte, index) => byte === period[index % period.length]);
}

function isDeath(error: unknown): boolean {
  return isSallyportError(error) && (error.reason === "transport-lost" || error.reason === "not-running");
}
