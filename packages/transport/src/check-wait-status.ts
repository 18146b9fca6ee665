import type { WaitStatus } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";
import { memberOf } from "./member-of.ts";

const largestCode = 255;
const largestSignal = 64;

/** @throws SallyportError SALLYPORT_TRANSPORT_DEFECT for what is not how a process ends */
export function checkWaitStatus(id: string, status: unknown): WaitStatus {
  if (isWaitStatus(status)) return status;
  throw brokenContract(
    id,
    `wait gave ${JSON.stringify(status) ?? String(status)}, and neither ` +
      `{ kind: "exited", code: 0 to ${largestCode} } nor { kind: "signaled", signal: 1 to ${largestSignal}, coreDumped }`,
  );
}

function isWaitStatus(value: unknown): value is WaitStatus {
  const kind = memberOf(value, "kind");
  if (kind === "exited") return isFrom(0, largestCode, memberOf(value, "code"));
  return (
    kind === "signaled" &&
    isFrom(1, largestSignal, memberOf(value, "signal")) &&
    typeof memberOf(value, "coreDumped") === "boolean"
  );
}

function isFrom(least: number, most: number, value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}
