import { isSallyportError } from "@sallyport/core";
import { createFakeHost } from "@sallyport/host/fake";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProcessFile } from "./read-process-file.ts";

const path = "/run/process.json";
const read = (text: string | Uint8Array) =>
  readProcessFile(createFakeHost({ files: { [path]: text } }), path);

describe("a process file", () => {
  it("is an OCI process, of which unknown fields are ignored", async () => {
    const process = { args: ["sh"], cwd: "/", env: ["A=1"], terminal: true, user: { uid: 1, gid: 2 } };
    expect(await read(JSON.stringify({ ...process, rlimits: [], umask: 18 }))).toMatchObject(process);
  });

  it("ends with its first JSON value", async () => {
    expect((await read('{"cwd":"/a"} {"cwd":"/b"} nonsense')).cwd).toBe("/a");
  });

  it.each([
    ["", /^error parsing process file: \/run\/process.json: /],
    ["{", /^error parsing process file: \/run\/process.json: /],
    ['{"cwd":7}', /^error parsing process file: \/run\/process.json: process.cwd 7 must be a string$/],
    ["7", /^error parsing process file: \/run\/process.json: process 7 must be an object$/],
  ])("is refused when it holds %j", async (text, message) => {
    await expect(read(text)).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_INVALID_PROCESS", message: expect.stringMatching(message) }),
    );
  });

  it("has to be there", async () => {
    await expect(readProcessFile(createFakeHost(), path)).rejects.toThrow(
      expect.objectContaining({
        errno: "ENOENT",
        message: expect.stringMatching(
          /^error opening process file: \/run\/process.json: .*no such file or directory$/,
        ),
      }),
    );
  });

  it("is not endless", async () => {
    await expect(read(new Uint8Array(16 * 1024 * 1024 + 1))).rejects.toThrow(
      expect.objectContaining({ errno: "EFBIG" }),
    );
  });

  it("leaves no descriptor open", async () => {
    const host = createFakeHost({ files: { [path]: "{}" } });
    const before = host.fake.openDescriptors();
    await readProcessFile(host, path);
    expect(host.fake.openDescriptors()).toEqual(before);
  });

  it("gives a process or an error of ours, whatever it holds", async () => {
    const key = fc.constantFrom("args", "env", "cwd", "user", "terminal", "capabilities", "__proto__", "x");
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(key, fc.jsonValue()).map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const outcome = await read(content).catch((error: unknown) => error);
        expect(typeof outcome).toBe("object");
        expect(outcome instanceof Error).toBe(isSallyportError(outcome));
      }),
    );
  });
});
