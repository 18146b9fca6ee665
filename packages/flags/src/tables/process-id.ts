import { integer, largestInt32 } from "../types/integer.ts";

/** A process id as the sandbox numbers it: a C int. */
export const processId = integer({ valueName: "PID", maximum: largestInt32 });
