import type { NumberedRequestText } from "@sallyport/transport";
import { controlMethods } from "./control-methods.ts";
import { deliveryModes } from "./signal-container.ts";

const SIGKILL = 9;

/** The request that delivers a signal to a process; its number is the signal's. */
export function signalRequest(
  containerId: string,
  pid: number,
  mode: "process" | "foreground",
): NumberedRequestText {
  return {
    before: beginning(containerId),
    after: `,"PID":${pid},"Mode":${deliveryModes[mode]}}}`,
  };
}

/** The request that kills a process; its number is the process id. */
export function killRequest(containerId: string): NumberedRequestText {
  return {
    before: `${beginning(containerId)}${SIGKILL},"PID":`,
    after: `,"Mode":${deliveryModes.process}}}`,
  };
}

function beginning(containerId: string): string {
  return `{"method":${JSON.stringify(controlMethods.signal)},"arg":{"CID":${JSON.stringify(containerId)},"Signo":`;
}
