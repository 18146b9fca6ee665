import { printPlan } from "@sallyport/helper";
import { describe, expect, it } from "vitest";
import { text } from "../../test/join-request.ts";
import { waitPlan } from "./wait-plan.ts";

describe("the plan that waits for somebody else's child", () => {
  it("holds the process before anything else, and asks again once it was reaped", async () => {
    const plan = printPlan(waitPlan("x86-64", text, { init: { pid: 1234, directory: 3 } }));
    await expect(plan).toMatchFileSnapshot("../../test/plans/wait.txt");
  });
});
