import type { Value } from "./operand.ts";

/** Bytes of a number; `bytes` stands for an array of them. */
const sizes = { u8: 1, u16: 2, u32: 4, u64: 8 } as const;

export type StructureField =
  | readonly [name: string, type: keyof typeof sizes, value: Value]
  | readonly [name: string, type: "bytes", value: Uint8Array];

export interface StructureLayout {
  readonly bytes: Uint8Array;
  readonly offsets: ReadonlyMap<string, { readonly offset: number; readonly size: number }>;
}

/** Lays fields out as a C compiler does: each aligned to its size, the whole to the largest; little-endian. */
export function layOut(
  fields: readonly StructureField[],
  valueOf: (operand: Value) => bigint,
): StructureLayout {
  const offsets = new Map<string, { offset: number; size: number }>();
  let end = 0;
  let alignment = 1;
  for (const [name, type, value] of fields) {
    const unit = type === "bytes" ? 1 : sizes[type];
    const offset = roundUp(end, unit);
    const size = type === "bytes" ? value.length : unit;
    offsets.set(name, { offset, size });
    alignment = Math.max(alignment, unit);
    end = offset + size;
  }
  const bytes = new Uint8Array(roundUp(end, alignment));
  const view = new DataView(bytes.buffer);
  for (const [name, type, value] of fields) {
    const offset = offsets.get(name)?.offset ?? 0;
    if (type === "bytes") bytes.set(value, offset);
    else writeNumber(view, offset, type, valueOf(value));
  }
  return { bytes, offsets };
}

function writeNumber(view: DataView, offset: number, type: keyof typeof sizes, value: bigint): void {
  const low = Number(value & 0xffff_ffffn);
  switch (type) {
    case "u8":
      view.setUint8(offset, low);
      break;
    case "u16":
      view.setUint16(offset, low, true);
      break;
    case "u32":
      view.setUint32(offset, low, true);
      break;
    default:
      view.setBigUint64(offset, value, true);
  }
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
