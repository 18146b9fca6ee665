import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runBesideSandbox } from "../../test/sandbox.ts";

const file = new URL("../../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
const text = `sallyport version ${version}\nspec: 1.2.0\n`;

describe("sallyport version", () => {
  it.each([
    [["version"]],
    [["--version"]],
    [["--version", "nosuchcommand"]],
    [["--version", "--debug", "exec"]],
  ])("%j prints the version of the package, and that of the OCI specification", async (args) => {
    expect(await runBesideSandbox(args)).toMatchObject({ exitStatus: 0, stdout: text, stderr: "" });
  });

  it("takes no word", async () => {
    expect(await runBesideSandbox(["version", "1"])).toMatchObject({ exitStatus: 128, stdout: "" });
  });
});
