import type { OciDeviceRule } from "@sallyport/core";

/** What a container may do with devices besides what its configuration allows: the default devices, and to make nodes. */
const always: readonly OciDeviceRule[] = [
  { allow: true, type: "c", access: "m" },
  { allow: true, type: "b", access: "m" },
  ...(
    [
      [1, 3],
      [1, 5],
      [1, 7],
      [1, 8],
      [1, 9],
      [5, 0],
      [5, 1],
      [5, 2],
      [136, undefined],
    ] as const
  ).map(([major, minor]) => ({ allow: true, type: "c", major, minor, access: "rwm" })),
];

/** All rules in their order, of which the last that fits counts. What none fits is denied. */
export function deviceRules(listed: readonly OciDeviceRule[]): readonly OciDeviceRule[] {
  return [...listed, ...always];
}

/** As the files of the `devices` controller of cgroup v1 take them. */
export function legacyDeviceRules(
  listed: readonly OciDeviceRule[],
): (readonly [file: string, value: string])[] {
  return [
    ["devices.deny", "a"],
    ...deviceRules(listed).map(
      (rule) => [rule.allow ? "devices.allow" : "devices.deny", legacyRule(rule)] as const,
    ),
  ];
}

function legacyRule({ type = "a", major, minor, access }: OciDeviceRule): string {
  if (type === "a") return "a";
  return `${type} ${orAny(major)}:${orAny(minor)} ${access || "rwm"}`;
}

function orAny(number: number | undefined): string {
  return number === undefined || number < 0 ? "*" : String(number);
}
