import { createMockSandbox } from "@sallyport/transport-mock";
import { describe, expect, it } from "vitest";
import { openSandbox } from "./index.ts";

describe("a sandbox of a transport that is given itself", () => {
  it("runs commands", async () => {
    const sandbox = createMockSandbox({
      programs: {
        greet: async ({ args, stdin, stdout }) => {
          await stdout.write(`${args[1]} ${await stdin.readText()}`);
          return 3;
        },
      },
    });
    const box = await openSandbox("web", { transport: sandbox.transport });
    const result = await box.run(["greet", "hello"], { stdin: Buffer.from("you"), reject: false });
    expect(result).toMatchObject({ code: 3, stdout: "hello you" });
    await box[Symbol.asyncDispose]();
  });
});
