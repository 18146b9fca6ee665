import { describe, expect, it } from "vitest";
import { DisposalStack } from "./disposal-stack.ts";

describe("a disposal stack", () => {
  it("gives back in reverse order, each when the one before is done", async () => {
    const events: string[] = [];
    const stack = new DisposalStack();
    stack.defer(() => void events.push("first"));
    stack.defer(async () => {
      events.push("second begins");
      await Promise.resolve();
      events.push("second ends");
    });
    stack.use({ [Symbol.dispose]: () => void events.push("third") });
    stack.use({ [Symbol.asyncDispose]: async () => void events.push("fourth") });
    await stack[Symbol.asyncDispose]();
    expect(events).toEqual(["fourth", "third", "second begins", "second ends", "first"]);
  });

  it("hands back what it is given", () => {
    const resource = { name: "x", [Symbol.dispose]: () => undefined };
    expect(new DisposalStack().use(resource)).toBe(resource);
  });

  it("prefers the asynchronous way of what has both", async () => {
    const events: string[] = [];
    const stack = new DisposalStack();
    stack.use({
      [Symbol.dispose]: () => void events.push("dispose"),
      [Symbol.asyncDispose]: async () => void events.push("asyncDispose"),
    });
    await stack[Symbol.asyncDispose]();
    expect(events).toEqual(["asyncDispose"]);
  });

  it("gives all back when some fail, and throws the first failure", async () => {
    const events: string[] = [];
    const stack = new DisposalStack();
    stack.defer(() => void events.push("first"));
    stack.defer(() => Promise.reject(new Error("second")));
    stack.defer(() => void events.push("third"));
    stack.defer(() => {
      throw new Error("fourth");
    });
    await expect(stack[Symbol.asyncDispose]()).rejects.toThrow("fourth");
    expect(events).toEqual(["third", "first"]);
  });

  it("gives back once", async () => {
    let times = 0;
    const stack = new DisposalStack();
    stack.defer(() => void (times += 1));
    await stack[Symbol.asyncDispose]();
    await stack[Symbol.asyncDispose]();
    expect(times).toBe(1);
  });
});
