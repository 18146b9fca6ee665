import { emitWarning } from "node:process";
import { messageOf } from "@sallyport/core";

/** Tells of what went wrong beside a command that goes on: `process.on("warning", …)`, else standard error. */
export function warn(what: string, error: unknown): void {
  emitWarning(`${what}: ${messageOf(error)}`, "SallyportWarning");
}
