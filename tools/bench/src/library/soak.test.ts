import { createMockSandbox, type MockProgram } from "@sallyport/transport-mock";
import { openSandbox } from "sallyport";
import { describe, expect, it } from "vitest";
import { soak } from "./soak.ts";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n";

/** `spew BYTES CODE`, which writes less, or ends with another code, than it is told. */
function spewWith(missing: number, added: number): MockProgram {
  return async ({ args, stdout }) => {
    const bytes = Math.max(0, Number(args[1]) - missing);
    await stdout.write(alphabet.repeat(Math.ceil(bytes / 64)).slice(0, bytes));
    return Number(args[2]) + added;
  };
}

async function soakWith(programs: Readonly<Record<string, MockProgram>>) {
  const { transport } = createMockSandbox({ programs });
  const box = await openSandbox("web", { transport });
  const sandbox = { box: () => box, replace: () => Promise.reject(new Error("it did not die")) };
  const result = await soak(sandbox, { execs: 100, width: 8 });
  await box[Symbol.asyncDispose]();
  return result;
}

describe("a soak", () => {
  it("finds nothing where nothing is wrong", async () => {
    const expected = { execs: 100, lostBytes: 0, wrongCodes: 0, interrupted: 0, failures: [] };
    expect(await soakWith({ spew: spewWith(0, 0) })).toEqual(expected);
  });

  it("counts wrong codes, bytes that are lost, and failures", async () => {
    expect(await soakWith({ spew: spewWith(0, 1) })).toMatchObject({ lostBytes: 0, wrongCodes: 100 });
    expect(await soakWith({ spew: spewWith(3, 0) })).toMatchObject({ lostBytes: 300, wrongCodes: 0 });
    expect((await soakWith({})).failures).toHaveLength(100);
  });
});
