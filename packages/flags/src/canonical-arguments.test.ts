import { describe, expect, it } from "vitest";
import { canonicalArguments, canonicalFlags } from "./canonical-arguments.ts";
import { readFlags } from "./read-flags.ts";
import { execFlags } from "./tables/exec-flags.ts";

describe("canonicalArguments", () => {
  it.each([
    [
      ["-d", "-u", "1", "-env", "A=b", "web", "ls", "-l"],
      ["--detach=true", "--user=1", "--env=A=b", "--", "web", "ls", "-l"],
    ],
    [
      ["--tty=F", "-workdir=", "--", "web"],
      ["--tty=F", "--cwd=", "--", "web"],
    ],
    [
      ["web", "--", "x"],
      ["--", "web", "--", "x"],
    ],
    [[], ["--"]],
  ])("writes %j as %j", (args, canonical) => {
    const reading = readFlags(args, execFlags({ splitLists: false }));
    expect(reading.kind === "flags" && canonicalArguments(reading)).toEqual(canonical);
    expect(reading.kind === "flags" && canonicalFlags(reading)).toEqual(
      canonical.slice(0, canonical.indexOf("--")),
    );
  });
});
