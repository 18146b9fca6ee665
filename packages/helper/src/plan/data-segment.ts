import { quoted, SallyportError } from "@sallyport/core";
import type { Text } from "@sallyport/host";
import { type Pointer, type Value, valueOf } from "./operand.ts";
import { maximumPlanSize, planAddress, planHeaderSize } from "./plan-format.ts";
import { layOut, type StructureField } from "./structure-layout.ts";

/** A structure with the addresses of its fields. */
export interface StructurePointer extends Pointer {
  field(name: string): Pointer;
}

/** What operations point to. Addresses are final as soon as they are given. */
export interface DataSegment {
  readonly texts: ReadonlyMap<bigint, string>;
  /** A text with the NUL that ends it; the same text has one place. Throws SALLYPORT_INTERNAL for a NUL inside. */
  string(text: string | Uint8Array): Pointer;
  /** Pointers to texts, ended by a null pointer: argv, envp. */
  strings(texts: readonly (string | Uint8Array)[]): Pointer;
  bytes(bytes: Uint8Array, name?: string): Pointer;
  /** Zeroes for the kernel or the plan to write to. */
  space(size: number, name?: string): Pointer;
  /** A C structure with its natural padding. */
  structure(name: string, fields: readonly StructureField[]): StructurePointer;
  /** As a reader sees an operand. */
  describe(operand: Value): string;
  contents(): Uint8Array;
}

const alignment = 8;

export function createDataSegment(text: Pick<Text, "encode" | "decode">): DataSegment {
  let contents = new Uint8Array(1024);
  let length = 0;
  const texts = new Map<bigint, string>();
  const strings = new Map<string, Pointer>();

  function place(bytes: Uint8Array, description: string): Pointer {
    const start = Math.ceil(length / alignment) * alignment;
    length = start + bytes.length;
    if (length > maximumPlanSize) {
      throw new SallyportError("SALLYPORT_INTERNAL", `plan data of more than ${maximumPlanSize} bytes`);
    }
    if (length > contents.length) {
      const grown = new Uint8Array(Math.max(length, 2 * contents.length));
      grown.set(contents);
      contents = grown;
    }
    contents.set(bytes, start);
    const address = planAddress + BigInt(planHeaderSize + start);
    texts.set(address, description);
    return { kind: "pointer", address, size: bytes.length };
  }

  function string(value: string | Uint8Array): Pointer {
    const bytes = typeof value === "string" ? text.encode(value) : value;
    const readable = typeof value === "string" ? value : text.decode(value);
    const key = bytes.join();
    const known = strings.get(key);
    if (known !== undefined) return known;
    if (bytes.includes(0)) {
      throw new SallyportError("SALLYPORT_INTERNAL", `text with a NUL in a plan: ${quoted(readable)}`);
    }
    const ended = new Uint8Array(bytes.length + 1);
    ended.set(bytes);
    const pointer = place(ended, quoted(readable));
    strings.set(key, pointer);
    return pointer;
  }

  function describe(operand: Value): string {
    if (typeof operand !== "object") return operand.toString();
    return operand.kind === "constant" ? operand.name : (texts.get(operand.address) ?? "data");
  }

  return {
    texts,
    string,
    strings(values) {
      const pointers = values.map((value) => string(value));
      const array = new BigUint64Array([...pointers.map(({ address }) => address), 0n]);
      const elements = pointers.map(describe).join(", ");
      return place(new Uint8Array(array.buffer), `[${elements}]`);
    },
    bytes: (bytes, name = "bytes") => place(bytes, `${name}[${bytes.length}]`),
    space: (size, name = "space") => place(new Uint8Array(size), `${name}[${size}]`),
    structure(name, fields) {
      const { bytes, offsets } = layOut(fields, valueOf);
      const shown = fields.filter(([, , value]) => typeof value === "object" || Number(value) !== 0);
      const inside = shown.map(([field, , value]) =>
        value instanceof Uint8Array ? `${field}[${value.length}]` : `${field}=${describe(value)}`,
      );
      const pointer = place(bytes, `${name}{${inside.join(", ")}}`);
      return { ...pointer, field: (field) => fieldAt(pointer, name, field) };

      function fieldAt({ address }: Pointer, structure: string, field: string): Pointer {
        const found = offsets.get(field);
        if (found === undefined) {
          throw new SallyportError("SALLYPORT_INTERNAL", `no field ${field} in structure ${structure}`);
        }
        const pointed = address + BigInt(found.offset);
        if (!texts.has(pointed)) texts.set(pointed, `&${structure}.${field}`);
        return { kind: "pointer", address: pointed, size: found.size };
      }
    },
    describe,
    contents: () => contents.slice(0, length),
  };
}
