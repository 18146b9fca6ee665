import { describe, expect, it } from "vitest";
import { container, instanceCachingFactory } from "./tsyringe.ts";

const token = Symbol("token");

describe("the stand-in for tsyringe", () => {
  it("gives back a value that is bound to a token", () => {
    const services = container.createChildContainer();
    services.register(token, { useValue: 1 });
    expect(services.resolve(token)).toBe(1);
  });

  it("makes what a caching factory makes when it is first asked for, once, of other services", () => {
    const services = container.createChildContainer();
    const made: unknown[] = [];
    services.register(token, { useValue: "a" });
    const pair = Symbol("pair");
    const useFactory = instanceCachingFactory((resolver) => made.push(resolver.resolve(token)) && { made });
    services.register(pair, { useFactory });
    expect(made).toEqual([]);
    expect(services.resolve(pair)).toBe(services.resolve(pair));
    expect(made).toEqual(["a"]);
  });

  it("keeps what is bound in one container from the others", () => {
    container.createChildContainer().register(token, { useValue: 1 });
    expect(() => container.createChildContainer().resolve(token)).toThrow(
      "nothing is bound to Symbol(token)",
    );
  });
});
