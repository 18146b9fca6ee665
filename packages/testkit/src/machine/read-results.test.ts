import { describe, expect, it } from "vitest";
import { readResults } from "./read-results.ts";

const console = "[    0.1] kernel\r\nresult 0 0 aGVsbG8K\r\nresult 1 137 \r\n";

describe("the results of a machine", () => {
  it("are read from its console, whatever else is there", () => {
    expect(readResults(console, 2)).toEqual([
      { status: 0, output: "hello\n" },
      { status: 137, output: "" },
    ]);
  });

  it("are all there, or it is told what the machine said last", () => {
    expect(() => readResults(console, 3)).toThrow(/^the machine ended before script 2: .*kernel/s);
  });
});
