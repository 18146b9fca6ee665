import * as z from "zod/mini";
import { seccompActions, seccompArchitectures, seccompFlags, seccompOperators } from "../oci-seccomp.ts";
import { nullish } from "./nullish.ts";
import { integerFrom0To, text } from "./scalars.ts";

const object = "an object";
const action = oneOf(seccompActions);
/** SECCOMP_RET_DATA has 16 bits. linux/seccomp.h */
const errno = integerFrom0To(0xffff);

const largest = 0xffff_ffff_ffff_ffffn;

/** Numbers are exact up to 2^53; above it a bigint, as parseExactJson gives it. */
const word64 = z.pipe(
  z.custom<number | bigint>(isWord64, "an integer from 0 to 18446744073709551615"),
  z.transform((value: number | bigint) => BigInt(value)),
);

const condition = z.object(
  { index: integerFrom0To(5), op: oneOf(seccompOperators), value: word64, valueTwo: nullish(word64) },
  object,
);

const rule = z.object(
  {
    names: z
      .array(
        z.string("the name of a system call").check(z.minLength(1, "the name of a system call")),
        names(),
      )
      .check(z.minLength(1, names())),
    action,
    errnoRet: nullish(errno),
    args: nullish(z.array(condition, "an array of objects")),
  },
  object,
);

/** The fields of OciSeccomp; all others are ignored. */
export const ociSeccompSchema = z.object(
  {
    defaultAction: action,
    defaultErrnoRet: nullish(errno),
    architectures: nullish(z.array(oneOf(seccompArchitectures), "an array of architectures")),
    flags: nullish(z.array(oneOf(seccompFlags), "an array of flags")),
    listenerPath: nullish(text),
    listenerMetadata: nullish(text),
    syscalls: nullish(z.array(rule, "an array of objects")),
  },
  object,
);

function names(): string {
  return "an array of one name or more";
}

function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, `one of ${values.join(", ")}`);
}

function isWord64(value: unknown): boolean {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0;
  return typeof value === "bigint" && value >= 0n && value <= largest;
}
