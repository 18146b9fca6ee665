import { describe, expect, it } from "vitest";
import { createProgram } from "./program.ts";

describe("the program", () => {
  it("has no help of commander's own: the flag reader knows when it is asked for", () => {
    expect(createProgram().commands.map((command) => command.name())).not.toContain("help");
  });
});
