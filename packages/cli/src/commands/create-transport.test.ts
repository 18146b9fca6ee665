import { readFileSync } from "node:fs";
import { readText } from "@sallyport/host";
import { createFakeHost, type FakeHost } from "@sallyport/host/fake";
import { parseTransportManifest } from "@sallyport/transport";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";

const example = new URL("../../../../examples/transport-local-shell/", import.meta.url);
const files = [
  ".github/workflows/ci.yml",
  ".gitignore",
  "README.md",
  "package.json",
  "sallyport.json",
  "src/index.js",
];

async function create(name: string, host?: FakeHost) {
  const own =
    host ?? createFakeHost({ argv: ["sallyport", "create-transport", name], workingDirectory: "/home/bob" });
  return { host: own, run: await runCli(own) };
}

describe("sallyport create-transport", () => {
  it("writes what examples/transport-local-shell has", async () => {
    const { host, run } = await create("local-shell");
    expect(run).toEqual({
      exitStatus: 0,
      stdout:
        "sallyport-transport-local-shell has a transport that works. Next:\n\n" +
        "cd sallyport-transport-local-shell\nnpm install\nnpm test\n",
      stderr: "",
    });
    const written = (file: string) => readText(host, `/home/bob/sallyport-transport-local-shell/${file}`);
    const wanted = (file: string) => readFileSync(new URL(file, example), "utf8");
    expect(files.map((file) => [file, written(file)])).toEqual(files.map((file) => [file, wanted(file)]));
  });

  it("writes a manifest that is one", async () => {
    const { host } = await create("hut");
    const { sallyport }: { readonly sallyport: { readonly transport: unknown } } = JSON.parse(
      readText(host, "/home/bob/sallyport-transport-hut/package.json"),
    );
    expect(parseTransportManifest(sallyport.transport)).toMatchObject({ id: "hut", api: "1.0" });
  });

  it("leaves a folder alone that is there", async () => {
    const host = createFakeHost({
      argv: ["sallyport", "create-transport", "hut"],
      workingDirectory: "/home/bob",
      files: { "/home/bob/sallyport-transport-hut/src/index.js": "mine" },
    });
    const { run } = await create("hut", host);
    expect(run).toMatchObject({
      exitStatus: 128,
      stderr: "creating sallyport-transport-hut: mkdir sallyport-transport-hut: file exists\n",
    });
    expect(readText(host, "/home/bob/sallyport-transport-hut/src/index.js")).toBe("mine");
  });

  it.each(["", "Hut", "a_b", "a-", "a--b", "../x", "a/b", "1a"])("refuses the name %j", async (name) => {
    const { run } = await create(name);
    expect(run.exitStatus).toBe(128);
    expect(run.stderr).toContain("must be of small letters, digits and single hyphens");
  });
});
