/** What a row measures: nanoseconds or bytes. */
export type Quantity = "time" | "size";

const units: Readonly<Record<Quantity, readonly (readonly [number, string])[]>> = {
  time: [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "µs"],
  ],
  size: [
    [1e6, "MB"],
    [1e3, "KB"],
    [1, "B"],
  ],
};

/** With three significant digits and a decimal unit: 1 KB is 1000 bytes. */
export function formatQuantity(value: number, quantity: Quantity): string {
  const [unit, name] = unitOf(value, quantity);
  return `${significant(value / unit)} ${name}`;
}

/** Two values in the unit of the larger one: `1.20–3.40 ms`. */
export function formatRange(lower: number, upper: number, quantity: Quantity): string {
  const [unit, name] = unitOf(upper, quantity);
  return `${significant(lower / unit)}–${significant(upper / unit)} ${name}`;
}

export function formatRatio(ratio: number): string {
  return ratio.toFixed(2);
}

function unitOf(value: number, quantity: Quantity): readonly [number, string] {
  const candidates = units[quantity];
  return candidates.find(([unit]) => value >= unit) ?? candidates.at(-1) ?? [1, ""];
}

function significant(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}
