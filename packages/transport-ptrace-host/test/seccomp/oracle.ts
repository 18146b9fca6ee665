import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { OciSeccomp, OciSeccompCondition } from "@sallyport/core";
import { installPackage, isCi, runCommand } from "@sallyport/testkit";
import type { BpfInstruction } from "../../src/seccomp/bpf.ts";
import { decodeProgram } from "../../src/seccomp/encode-program.ts";

/** libseccomp, asked as runc and crun ask it. */
export interface Oracle {
  /** The numbers of the system calls that it knows, by the name of the ABI; x32's without its bit. */
  readonly numbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** A program for each profile; undefined for one that it refuses. */
  readonly compile: (profiles: readonly OciSeccomp[]) => (BpfInstruction[] | undefined)[];
}

/** Builds it below `folder`. Undefined where libseccomp cannot be had, which in CI is a failure. */
export async function findOracle(folder: string): Promise<Oracle | undefined> {
  try {
    const executable = await build(folder);
    const numbers = new Map(abis.map((abi) => [abi, readNumbers(executable, abi)]));
    const names = new Set([...numbers.values()].flatMap((known) => [...known.keys()]));
    return { numbers, compile: (profiles) => compile(executable, profiles, names) };
  } catch (error) {
    if (isCi()) throw error;
    say(`LIBSECCOMP CANNOT BE ASKED HERE: ${String(error)}`);
    return undefined;
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

const abis = ["x86_64", "x86", "x32", "aarch64", "arm"];

async function build(folder: string): Promise<string> {
  const installed = await installPackage("libseccomp-dev", "bookworm", say);
  const libraries = join(installed, "usr/lib");
  const archives = readdirSync(libraries).map((triplet) => join(libraries, triplet, "libseccomp.a"));
  const source = fileURLToPath(new URL("native/oracle.c", import.meta.url));
  const executable = join(folder, "oracle");
  const flags = ["-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-I", join(installed, "usr/include")];
  await runCommand("cc", [...flags, "-o", executable, source, ...archives]);
  return executable;
}

function readNumbers(executable: string, abi: string): Map<string, number> {
  const { stdout } = spawnSync(executable, ["names", abi], { encoding: "utf8" });
  const lines = stdout.trimEnd().split("\n");
  return new Map(lines.map((line) => line.split(" ")).map(([name = "", number]) => [name, Number(number)]));
}

function compile(executable: string, profiles: readonly OciSeccomp[], known: ReadonlySet<string>) {
  const input = profiles.map((profile) => inputOf(profile, known)).join("\n");
  const { status, stdout, stderr } = spawnSync(executable, { input, maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`oracle: status ${status}: ${stderr.toString()}`);
  const programs: (BpfInstruction[] | undefined)[] = [];
  for (let at = 0; at < stdout.length;) {
    const start = at + 4;
    const end = start + stdout.readUInt32LE(at);
    programs.push(end === start ? undefined : decodeProgram(stdout.subarray(start, end)));
    at = end;
  }
  return programs;
}

/** What runc and crun do before libseccomp: rules without effect and names that it does not know are left out. */
function inputOf(profile: OciSeccomp, known: ReadonlySet<string>): string {
  const otherwise = action(profile.defaultAction, profile.defaultErrnoRet);
  const lines = (profile.architectures ?? []).map(
    (name) => `arch ${name.replace("SCMP_ARCH_", "").toLowerCase()}`,
  );
  for (const { names, action: name, errnoRet, args = [] } of profile.syscalls ?? []) {
    const verdict = action(name, errnoRet);
    if (verdict === otherwise) continue;
    const isRepeated = args.some(({ index }, at) => args.slice(0, at).some((other) => other.index === index));
    const alternatives = isRepeated ? args.map((each) => [each]) : [args];
    for (const call of names.filter((each) => known.has(each))) {
      for (const conditions of alternatives) lines.push(ruleLine(verdict, call, conditions));
    }
  }
  return [otherwise, ...lines, "end"].join("\n");
}

const EPERM = 1;

function action(name: string, errno: number | undefined): string {
  return `${name} ${hex(/_ERRNO$|_TRACE$/.test(name) ? (errno ?? EPERM) : 0)}`;
}

function ruleLine(verdict: string, call: string, conditions: readonly OciSeccompCondition[]): string {
  const words = conditions.map(
    ({ index, op, value, valueTwo = 0n }) => `${index} ${op} ${hex(value)} ${hex(valueTwo)}`,
  );
  return ["rule", verdict, call, String(conditions.length), ...words].join(" ");
}

function hex(value: number | bigint): string {
  return value.toString(16);
}
