import { readText } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { runCli } from "../../test/run-cli.ts";
import type { Command } from "../command.ts";
import { commandCatalogue } from "../command-catalogue.ts";

async function page(...words: string[]): Promise<string> {
  const { exitStatus, stdout } = await runCli(createFakeHost({ argv: ["sallyport", "man", ...words] }));
  expect(exitStatus).toBe(0);
  return stdout;
}

async function flagsOf(entry: { load(): Promise<Command> }) {
  const command = await entry.load();
  return command.flags("newest").flags;
}

describe("a manual page", () => {
  it.each(Object.entries(commandCatalogue))("of %s has every flag", async (name, entry) => {
    const text = await page(name);
    expect(text).toMatch(
      new RegExp(`^\\.TH \\S+ 1\n\\.SH NAME\nsallyport\\\\-${name.replaceAll("-", ".+")} `),
    );
    for (const flag of Object.values(await flagsOf(entry))) {
      expect(text).toContain(`\\-\\-${flag.name.replaceAll("-", "\\-")}`);
    }
  });

  it("is one of those that are written to a folder, one for each command", async () => {
    const host = createFakeHost({ argv: ["sallyport", "man", "--output", "/tmp"] });
    expect(await runCli(host)).toMatchObject({ exitStatus: 0, stdout: "", stderr: "" });
    const names = ["sallyport", ...Object.keys(commandCatalogue).map((name) => `sallyport-${name}`)];
    expect(host.files.list("/tmp").toSorted()).toEqual(names.map((name) => `${name}.1`).toSorted());
    expect(readText(host, "/tmp/sallyport-exec.1")).toBe(await page("exec"));
  });

  it("names every command in that of the program", async () => {
    const text = await page();
    for (const name of Object.keys(commandCatalogue))
      expect(text).toContain(`\n  ${name.replaceAll("-", "\\-")}: `);
  });

  it("has no line that is a macro by chance", async () => {
    const macros = new Set([".TH", ".SH", ".B", ".PP", ".EX", ".EE", ".TP"]);
    const lines = (await page("exec")).split("\n").filter((line) => /^[.']/.test(line));
    for (const line of lines) expect(macros).toContain(line.split(" ")[0]);
  });
});
