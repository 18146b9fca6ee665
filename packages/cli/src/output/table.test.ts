import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTable } from "./table.ts";

describe("a table", () => {
  it("has columns as wide as their widest cell and three spaces, or ten", () => {
    expect(
      formatTable(
        ["A", "B", "C"],
        [
          ["1", "a-rather-long-cell", "x"],
          ["22", "b", "y"],
        ],
      ),
    ).toBe(
      [
        "A         B                    C\n",
        "1         a-rather-long-cell   x\n",
        "22        b                    y\n",
      ].join(""),
    );
  });

  it("is its head alone without rows", () => {
    expect(formatTable(["ID", "PID"], [])).toBe("ID        PID\n");
  });

  it("has one line per row, whatever the cells hold", () => {
    const cells = fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(fc.array(cells), (rows) => {
        const text = formatTable(["A", "B"], rows);
        expect(text.split("\n")).toHaveLength(rows.length + 2);
        expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
