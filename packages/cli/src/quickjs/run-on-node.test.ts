import { appendText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import { runOnNode } from "./run-on-node.ts";

const bundle = "/opt/sallyport/sallyport.mjs";
const node = "/opt/node/node";
const argv = ["sallyport", "--transport", "ssh", "exec", "web", "ls"];

function setUp({ files = [bundle], path = "relative::/nowhere:/etc:/opt/node", called = "sallyport" } = {}) {
  const host = createFakeHost({
    argv: [called, ...argv.slice(1)],
    self: ["/opt/sallyport/sallyport"],
    environment: { PATH: path, NODE_OPTIONS: "--require ./evil.js", LANG: "C" },
    files: Object.fromEntries([...files, "/etc/node", "/opt/node/README"].map((name) => [name, ""])),
    programs: { [node]: () => 0 },
  });
  appendText(host, node, "", 0o755);
  return host;
}

const replaced = `this program was replaced by ${node}`;

describe("a transport that is not built in", () => {
  it("has the program start over on Node, with the same arguments", () => {
    const host = setUp();
    expect(() => runOnNode(host, "ssh")).toThrow(replaced);
    expect(host.fake.replacement).toMatchObject({
      executable: node,
      argv: ["node", bundle, ...argv.slice(1)],
      environment: ["PATH=relative::/nowhere:/etc:/opt/node", "LANG=C"],
    });
  });

  it("keeps the name of the runtime that it was called by", () => {
    const host = setUp({ called: "/usr/local/bin/runc" });
    expect(() => runOnNode(host, "ssh")).toThrow(replaced);
    expect(host.fake.replacement?.argv).toEqual(["node", bundle, "--dialect=runc", ...argv.slice(1)]);
  });

  it.each([
    ["the bundle", { files: [] }, `there is no ${bundle}`],
    ["Node", { path: "/usr/bin:opt/node" }, "there is no node in /usr/bin:opt/node"],
    ["a file that can be run", { path: "/etc" }, "there is no node in /etc"],
  ])("is refused where there is no %s", (_, options, message) => {
    const host = setUp(options);
    expect(() => runOnNode(host, "ssh")).toThrow(
      `transport "ssh" is not built in, and needs Node: ${message}`,
    );
    expect(host.fake.replacement).toBeUndefined();
  });

  it("is an error on Node itself", async () => {
    const { exitStatus, stderr } = await runCli(setUp());
    expect({ exitStatus, stderr }).toMatchObject({ exitStatus: 128, stderr: expect.any(String) });
  });
});
