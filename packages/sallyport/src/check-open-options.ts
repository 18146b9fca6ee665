import { execRulesNames, SallyportError } from "@sallyport/core";
import { checkOptions, type Expectation, flag, isObject, refusal, text } from "./expectation.ts";
import type { OpenOptions } from "./open-options.ts";

const expectations = {
  root: text,
  transport: {
    accepts: (value) => typeof value === "string" || isObject(value),
    expected: "the name of a transport, or one",
  },
  transportOptions: { accepts: isObject, expected: "an object" },
  compat: {
    accepts: (value) => execRulesNames.some((name) => name === value),
    expected: `one of ${execRulesNames.join(", ")}`,
  },
  netRaw: flag,
} satisfies Record<keyof OpenOptions, Expectation>;

/** @throws SallyportError SALLYPORT_USAGE */
export function checkOpenOptions(options: OpenOptions): void {
  checkOptions(expectations, options);
  if (options.transportOptions !== undefined && typeof options.transport !== "object") {
    throw new SallyportError(
      "SALLYPORT_USAGE",
      "option transportOptions is for a transport that is given itself",
      {
        hint: "transport: the object that the package of the transport exports",
      },
    );
  }
}

/** @throws SallyportError SALLYPORT_USAGE */
export function checkId(id: string): void {
  if (!text.accepts(id)) throw refusal("the container's id", id, text);
}
