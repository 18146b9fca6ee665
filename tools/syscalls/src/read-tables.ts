import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseUnistd } from "./parse-unistd.ts";
import type { SyscallTables } from "./render-module.ts";

/** Reads the headers of all architectures, as Debian's linux-libc-dev has them since 6.12, unpacked in `folder`. */
export async function readTables(folder: string): Promise<SyscallTables> {
  const read = async (...paths: string[]) => {
    const texts = paths.map((path) => readFile(join(folder, "usr/lib/linux/uapi", path), "utf8"));
    return parseUnistd((await Promise.all(texts)).join("\n"));
  };
  return {
    x86_64: await read("x86/asm/unistd_64.h"),
    x86: await read("x86/asm/unistd_32.h"),
    x32: await read("x86/asm/unistd_x32.h"),
    aarch64: await read("arm64/asm/unistd_64.h"),
    arm: await read("arm/asm/unistd-eabi.h", "arm/asm/unistd.h"),
  };
}
