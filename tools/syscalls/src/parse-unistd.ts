/**
 * The system calls that a kernel's `asm/unistd*.h` defines: name and number in the order of the file. Bases such as
 * `__X32_SYSCALL_BIT` count as 0; ARM's private calls, `__ARM_NR_…`, begin at 0xf0000.
 */
export function parseUnistd(text: string): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const [, prefix, name = "", definition = ""] of text.matchAll(definitions)) {
    const number = numberOf(definition, numbers);
    if (number !== undefined && !limits.has(name))
      numbers.set(name, (prefix === "ARM_NR" ? 0xf0000 : 0) + number);
  }
  return numbers;
}

/** Older headers of arm64 define these too, which are no calls. */
const limits = new Set(["syscalls", "arch_specific_syscall"]);

const definitions = /^#define __(NR|ARM_NR)_([a-z_]\w*)[ \t]+(\S.*)$/gm;

/** `7`, `(BASE + 7)`, or the name of another call; anything else is no system call. */
function numberOf(definition: string, known: ReadonlyMap<string, number>): number | undefined {
  const [, digits] = /^(?:\(\w+ ?\+ ?)?(\d+)\)?$/.exec(definition) ?? [];
  return digits === undefined ? known.get(definition.replace("__NR_", "")) : Number(digits);
}
