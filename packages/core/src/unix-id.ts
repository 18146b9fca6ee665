export const unixIdExpectation = "an integer from 0 to 4294967295";

/** True for a user or group id as Linux has them (uint32; gVisor takes 4294967295 for "no id"). */
export function isUnixId(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
}
