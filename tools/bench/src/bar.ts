import { formatQuantity, formatRatio, type Quantity } from "./quantity.ts";

/** What a median is held against: a share of the reference's median, or a value of its own. */
export type Bar = { readonly kind: "ratio" | "value"; readonly most: number };

export interface Judged {
  /** Undefined when it was not measured; so is the reference's. */
  readonly median: number | undefined;
  readonly reference: number | undefined;
  readonly quantity: Quantity;
}

/** `≤ 0.45 ×: met`. A bar is reported and never fails the run. */
export function judge(bar: Bar, { median, reference, quantity }: Judged): string {
  const unit = bar.kind === "value" ? 1 : reference;
  const limit = bar.kind === "value" ? formatQuantity(bar.most, quantity) : `${formatRatio(bar.most)} ×`;
  if (median === undefined || unit === undefined) return `≤ ${limit}: not measured`;
  return `≤ ${limit}: ${median <= bar.most * unit ? "met" : "not met"}`;
}
