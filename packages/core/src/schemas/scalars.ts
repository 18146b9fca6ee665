import * as z from "zod/mini";
import { isUnixId, unixIdExpectation } from "../unix-id.ts";

/** The error text of each schema here says what was expected; `parseWith` makes the sentence. */
export const text = z.string("a string");
export const flag = z.boolean("a boolean");
export const unixId = z.custom<number>(isUnixId, unixIdExpectation);
export const textList = z.array(text, "an array of strings");

export function integer(minimum: number, maximum: number) {
  return z.custom<number>(
    (value) => typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum,
    `an integer from ${minimum} to ${maximum}`,
  );
}

export function integerFrom0To(maximum: number) {
  return integer(0, maximum);
}
