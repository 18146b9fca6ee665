import { join } from "node:path";
import { startScriptedSentry } from "@sallyport/testkit";
import { describe, expect, it } from "vitest";
import { type Program, startScriptedSandbox } from "../test/scripted-sandbox.ts";
import { listSandboxes, openSandbox } from "./index.ts";

const nothing: Program = async () => undefined;

describe("a sandbox", () => {
  it("is found by the beginning of its id", async () => {
    const sandbox = await startScriptedSandbox(nothing);
    const box = await openSandbox("we", { root: sandbox.root });
    expect(box.id).toBe("web");
    expect(await box.run(["true"])).toMatchObject({ code: 0 });
    await box[Symbol.asyncDispose]();
  });

  it("that is nowhere is not opened", async () => {
    const sandbox = await startScriptedSandbox(nothing);
    await expect(openSandbox("db", { root: sandbox.root })).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_NOT_FOUND", reason: "not-found" }),
    );
    await expect(openSandbox("web", { root: sandbox.root, transport: "pigeon" })).rejects.toThrow(
      'transport "pigeon" is not there',
    );
  });

  it("is not opened by options that there are not", async () => {
    const refused = async (options: object, message: string): Promise<void> => {
      await expect(openSandbox("web", options)).rejects.toThrow(message);
      await expect(listSandboxes(options)).rejects.toThrow(message);
    };
    await refused({ rooot: "/run/runsc" }, 'unknown option "rooot"');
    await refused({ root: 5 }, "option root 5 must be text");
    await refused({ compat: "2024" }, 'option compat "2024" must be one of newest, 20240729, 20221219');
    await refused(
      { transport: "socket", transportOptions: {} },
      "option transportOptions is for a transport",
    );
    await expect(openSandbox(undefined as never)).rejects.toThrow("the container's id is missing");
  });

  it("that was restored is reached where it is now", async () => {
    const sandbox = await startScriptedSandbox(nothing);
    await sandbox.box.run(["before"]);
    const address = { kind: "path", path: join(sandbox.root, "other.sock") } as const;
    const script = {
      "containerManager.ExecuteAsync": { result: 5 },
      "containerManager.WaitPID": { result: 42 << 8 },
    };
    const other = await startScriptedSentry({ address, script });
    sandbox.describe({ sandbox: { id: "web", pid: 1, controlSocketPath: address.path } });
    expect(await sandbox.box.run(["after"], { reject: false })).toMatchObject({ pid: 5, code: 42 });
    await other.close();
  });
});
