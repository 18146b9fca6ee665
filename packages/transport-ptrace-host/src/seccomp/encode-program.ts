import { SallyportError } from "@sallyport/core";
import type { BpfInstruction } from "./bpf.ts";

/** Of `struct sock_filter`. */
const instructionSize = 8;

/** The array of `struct sock_filter` that seccomp(2) is given, on a little-endian machine. */
export function encodeProgram(program: readonly BpfInstruction[]): Uint8Array {
  const bytes = new Uint8Array(program.length * instructionSize);
  const view = new DataView(bytes.buffer);
  for (const [index, { code, jt, jf, k }] of program.entries()) {
    const offset = index * instructionSize;
    view.setUint16(offset, code, true);
    view.setUint8(offset + 2, jt);
    view.setUint8(offset + 3, jf);
    view.setUint32(offset + 4, k, true);
  }
  return bytes;
}

/**
 * Reads a program back, also one that another compiler wrote: crun keeps it in a container's `seccomp.bpf`.
 * @throws SALLYPORT_INVALID_SECCOMP when the length is not that of a program
 */
export function decodeProgram(bytes: Uint8Array): BpfInstruction[] {
  if (bytes.length === 0 || bytes.length % instructionSize !== 0) {
    throw new SallyportError(
      "SALLYPORT_INVALID_SECCOMP",
      `a seccomp filter of ${bytes.length} bytes must be a multiple of ${instructionSize} bytes long`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / instructionSize }, (_, index) => {
    const offset = index * instructionSize;
    return {
      code: view.getUint16(offset, true),
      jt: view.getUint8(offset + 2),
      jf: view.getUint8(offset + 3),
      k: view.getUint32(offset + 4, true),
    };
  });
}
