import type { Host } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { hasTerminal } from "./has-terminal.ts";

function hostWithTerminals(numbers: readonly number[]): Host {
  const host = createFakeHost();
  return { ...host, terminals: { ...host.terminals, isTerminal: (fd) => numbers.includes(fd) } };
}

describe("a terminal", () => {
  it("is there when all three streams are one", () => {
    expect(hasTerminal(createFakeHost({ terminal: { rows: 24, columns: 80 } }))).toBe(true);
  });

  it.each([[[]], [[0]], [[0, 1]], [[1, 2]], [[0, 2]]])("is not there when only %j are", (numbers) => {
    expect(hasTerminal(hostWithTerminals(numbers))).toBe(false);
  });
});
