import { messageOf } from "@sallyport/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { architectures } from "./architecture.ts";
import { decodePlan } from "./decode-plan.ts";
import { encodePlan } from "./encode-plan.ts";
import type { PlanArgument, PlanOperation } from "./plan.ts";
import { errorPolicies, operationCodes, planHeaderSize, registerCount } from "./plan-format.ts";
import { printPlan } from "./print-plan.ts";

const names = <Name extends string>(codes: Readonly<Record<Name, number>>): Name[] =>
  Object.keys(codes) as Name[];

const register = fc.integer({ min: 0, max: registerCount - 1 });

const argument = fc.oneof(
  fc.record({ kind: fc.constant("value" as const), value: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  fc.record({ kind: fc.constant("register" as const), register }),
);

function operation(count: number): fc.Arbitrary<PlanOperation> {
  return fc.record({
    code: fc.constantFrom(...names(operationCodes)),
    step: fc.integer({ min: 0, max: 0xffff }),
    number: fc.integer({ min: 0, max: 0xffff_ffff }),
    result: fc.option(register, { nil: undefined }),
    policy: fc.constantFrom(...names(errorPolicies)),
    errnos: fc.array(fc.integer({ min: 1, max: 4095 }), { maxLength: 4 }),
    target: fc.integer({ min: 0, max: count - 1 }),
    arguments: fc.array(argument, { maxLength: 6 }),
  });
}

const plan = fc.integer({ min: 1, max: 20 }).chain((count) =>
  fc.record({
    architecture: fc.constantFrom(...architectures),
    data: fc.uint8Array({ maxLength: 200 }),
    operations: fc.array(operation(count), { minLength: count, maxLength: count }),
  }),
);

/** An argument that is left out is 0. */
const sixOf = (all: readonly PlanArgument[]): PlanArgument[] =>
  Array.from({ length: 6 }, (_, index) => all[index] ?? { kind: "value", value: 0n });

const filled = (operations: readonly PlanOperation[]) =>
  operations.map((one) => ({ ...one, arguments: sixOf(one.arguments) }));

function readAndPrint(bytes: Uint8Array): string {
  try {
    return printPlan(decodePlan(bytes));
  } catch (error) {
    return messageOf(error);
  }
}

describe("an encoded plan", () => {
  it("decodes to what it was made of, and encodes to the same bytes again", () => {
    fc.assert(
      fc.property(plan, (made) => {
        const bytes = encodePlan(made);
        const read = decodePlan(bytes);
        expect(read.architecture).toBe(made.architecture);
        expect(read.data).toEqual(made.data);
        expect(filled(read.operations)).toEqual(filled(made.operations));
        expect(encodePlan(read)).toEqual(bytes);
      }),
    );
  });

  it("prints one line for each operation, with and without symbols", () => {
    fc.assert(
      fc.property(plan, (made) => {
        const numbers = [...printPlan(made).matchAll(/^ {2} *(\d+) {2}\S/gm)].map(([, number]) =>
          Number(number),
        );
        expect(numbers).toEqual(made.operations.map((_, index) => index));
      }),
    );
  });

  it("with any byte changed or cut off is refused or is another plan, and never crashes the reader", () => {
    fc.assert(
      fc.property(plan, fc.nat(), fc.nat(255), fc.boolean(), (made, at, byte, cut) => {
        const bytes = encodePlan(made);
        const index = at % bytes.length;
        const changed = cut ? bytes.slice(0, index) : bytes.with(index, byte);
        expect(readAndPrint(changed)).toMatch(/^malformed plan: |^ {2}# step /);
      }),
    );
  });

  it.each([
    ["a result in a register that is not there", { result: 32 }],
    ["a target that is not there", { target: 1 }],
    ["five errnos", { errnos: [1, 2, 3, 4, 5] }],
    ["an errno of nothing", { errnos: [0] }],
    [
      "seven arguments",
      { arguments: Array.from({ length: 7 }, () => ({ kind: "value", value: 1n }) as const) },
    ],
    ["an argument in a register that is not there", { arguments: [{ kind: "register", register: 32 }] }],
  ] as const)("cannot have %s", (_, wrong) => {
    const exit: PlanOperation = {
      code: "exit",
      step: 0,
      number: 0,
      result: undefined,
      policy: "fail",
      errnos: [],
      target: 0,
      arguments: [],
    };
    const data = new Uint8Array();
    expect(encodePlan({ architecture: "arm64", data, operations: [exit] })).toHaveLength(planHeaderSize + 72);
    expect(() => encodePlan({ architecture: "arm64", data, operations: [{ ...exit, ...wrong }] })).toThrow(
      "plan: operation 0 does not fit",
    );
  });
});
