import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, type ScratchFolder } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageFiles } from "./support/broken-transports.ts";
import { sallyport, startProgram } from "./support/program.ts";

/** Writes the container's id and the command, and ends with 5. */
const module = `
import { writeSync } from "node:fs";
export const transport = {
  api: "1.0",
  id: "echo",
  capabilities: { separateStderr: true },
  open: async () => ({
    async [Symbol.asyncDispose]() {},
    async execute({ containerId, args }, { hostFds }) {
      writeSync(hostFds[1], JSON.stringify([containerId, ...args]));
      return { pid: 7, signal: async () => {}, wait: async () => ({ kind: "exited", code: 5 }) };
    },
  }),
};
`;

let scratch: ScratchFolder;
let configuration: string;

beforeAll(() => {
  scratch = createScratchFolder();
  configuration = join(scratch.path, "sallyport.json");
  writeFileSync(configuration, "{}");
  const folder = join(scratch.path, "node_modules/sallyport-transport-echo");
  mkdirSync(folder, { recursive: true });
  const files = packageFiles({ name: "echo", files: { "index.js": module } });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
});

afterAll(() => scratch.dispose());

const words = ["", "two words", "-x", "--", "é\n'\"$", "--transport=nosuch"];
const run = (environment: Record<string, string> = {}) =>
  startProgram(
    [...sallyport, "--config", configuration, "--transport", "echo", "exec", "a/b", "print", ...words],
    { environment },
  ).ended;

describe("a transport that is not built in", () => {
  it("gets the command as it was given, byte for byte", async () => {
    const { status, stdout, stderr } = await run();
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(["a/b", "print", ...words]);
    expect(status).toBe(5);
  });

  it("brings no code with it that a variable names for Node", async () => {
    const evil = join(scratch.path, "evil.cjs");
    writeFileSync(evil, 'console.log("evil");');
    expect(await run({ NODE_OPTIONS: `--require ${evil}` })).toMatchObject({
      status: 5,
      stdout: expect.not.stringContaining("evil"),
    });
  });

  it("needs Node, and is refused by the executable where there is none", async () => {
    const path = join(scratch.path, "path");
    mkdirSync(path);
    symlinkSync("/bin/sh", join(path, "sh"));
    expect(await run({ PATH: path })).toMatchObject({
      status: 128,
      stdout: "",
      stderr: `transport "echo" is not built in, and needs Node: there is no node in ${path}\nhint: install Node 20 or later\n`,
    });
  });
});
