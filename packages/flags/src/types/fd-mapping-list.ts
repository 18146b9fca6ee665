import type { FdMapping } from "@sallyport/core";
import type { FlagType } from "../flag-type.ts";
import { parseDecimal } from "../go-integers.ts";
import { quote } from "../quote.ts";
import { rejectValue } from "../reject-value.ts";
import { largestInt32 } from "./integer.ts";

/**
 * `HOST:GUEST`, or `N` for the same number on both sides, separated by commas. No element is passed over:
 * gVisor drops what follows a bare `N` and reads `A:B:C` as `A`.
 */
export const fdMappingList: FlagType<readonly FdMapping[], readonly FdMapping[]> = {
  kind: "value",
  valueName: "HOST:GUEST",
  absent: [],
  parse: (text, previous = []) => [...previous, ...text.split(",").map(parseMapping)],
  format: (value) => value.map(({ host, guest }) => `${host}:${guest}`),
};

function parseMapping(element: string): FdMapping {
  const [host = "", guest, ...more] = element.split(":");
  if (guest === undefined && parseDecimal(host) !== "invalid syntax") {
    const fd = parseFd("host", host);
    return { host: fd, guest: fd };
  }
  if (guest === undefined || more.length > 0) {
    return rejectValue("invalid flag value: must be an integer or a mapping of format M:N");
  }
  return { host: parseFd("host", host), guest: parseFd("guest", guest) };
}

function parseFd(side: "host" | "guest", text: string): number {
  const value = parseDecimal(text);
  if (typeof value === "string") {
    return rejectValue(`invalid flag ${side} value: strconv.Atoi: parsing ${quote(text)}: ${value}`);
  }
  if (value < 0n) return rejectValue(`flag ${side} value must be >= 0: ${value}`);
  if (value > largestInt32) return rejectValue(`flag ${side} value must be <= ${largestInt32}: ${value}`);
  return Number(value);
}
