/** Architectures that have a package, as Node and npm name them. */
export const architectures = ["x64", "arm64"] as const;

export type Architecture = (typeof architectures)[number];

/** e_machine of elf(5). */
const machines: Readonly<Record<number, Architecture>> = { 62: "x64", 183: "arm64" };

/** What a little-endian 64-bit ELF file is for; undefined when it is none, or for another machine. */
export function architectureOf(file: Uint8Array): Architecture | undefined {
  const isElf = [0x7f, 0x45, 0x4c, 0x46, 2, 1].every((byte, index) => file[index] === byte);
  if (!isElf || file.length < 20) return undefined;
  return machines[new DataView(file.buffer, file.byteOffset).getUint16(18, true)];
}
