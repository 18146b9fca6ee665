import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkSum } from "./install-quickjs.ts";

const content = Buffer.from("sources");
const sum = createHash("sha256").update(content).digest("hex");

describe("the sum of a download", () => {
  it("is accepted when it is the pinned one", () => {
    expect(() => checkSum(content, sum, "it")).not.toThrow();
  });

  it("is refused otherwise, with both sums", () => {
    const other = Buffer.from("other sources");
    expect(() => checkSum(other, sum, "quickjs")).toThrow(new RegExp(`^quickjs has sha256 .*, not ${sum}$`));
  });
});
