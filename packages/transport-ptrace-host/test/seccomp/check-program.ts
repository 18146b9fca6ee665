import { type BpfInstruction, bpfCodes, maximumInstructions } from "../../src/seccomp/bpf.ts";

const known = new Set<number>(Object.values(bpfCodes));
const dataSize = 64;

/** What the kernel asks of a filter before it takes it: `bpf_check_classic` and `seccomp_check_filter`. */
export function problemsOf(program: readonly BpfInstruction[]): string[] {
  const problems = program.flatMap(({ code, k, jt, jf }, at) => {
    if (!known.has(code)) return [`${at}: unknown code ${code}`];
    if (code === bpfCodes.load && (k % 4 !== 0 || k >= dataSize)) return [`${at}: no word at ${k}`];
    if (jt > 0xff || jf > 0xff) return [`${at}: a jump of more than a byte`];
    const farthest = code === bpfCodes.jump ? k : Math.max(jt, jf);
    return code !== bpfCodes.return && at + 1 + farthest >= program.length ? [`${at}: jumps too far`] : [];
  });
  if (program.at(-1)?.code !== bpfCodes.return) problems.push("the last instruction does not return");
  if (program.length > maximumInstructions) problems.push(`${program.length} instructions`);
  return problems;
}
