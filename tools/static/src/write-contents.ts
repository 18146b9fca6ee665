import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A program that goes into the executable beside the modules. */
export interface EmbeddedProgram {
  readonly name: string;
  readonly path: string;
}

/**
 * Writes `contents.c`, which has what contents.h of packages/host/native/quickjs declares.
 * @param modules file names, the program's own first
 * @param bytecode what qjsc made of them, as C
 */
export async function writeContents(
  folder: string,
  modules: readonly string[],
  bytecode: string,
  programs: readonly EmbeddedProgram[],
): Promise<void> {
  const arrays = await Promise.all(programs.map(programArray));
  const text = [
    '#include "contents.h"',
    `#include "${bytecode}"`,
    ...arrays,
    table("sallyport_modules", modules.map(entryOfModule)),
    table("sallyport_programs", programs.map(entryOfProgram)),
    "",
  ].join("\n");
  await writeFile(join(folder, "contents.c"), text);
}

/** As qjsc names the array of a module's bytecode. */
export function moduleIdentifier(fileName: string): string {
  return `qjsc_${fileName.replace(/\.[^.]*$/, "").replaceAll(/[^\dA-Za-z]/g, "_")}`;
}

async function programArray({ path }: EmbeddedProgram, index: number): Promise<string> {
  const bytes = await readFile(path);
  return [
    `static const uint8_t program_${index}[] = {${[...bytes].join(",")}};`,
    `static const uint32_t program_${index}_size = sizeof program_${index};`,
  ].join("\n");
}

function entryOfModule(fileName: string): string {
  const identifier = moduleIdentifier(fileName);
  return `{"${fileName}", ${identifier}, &${identifier}_size}`;
}

function entryOfProgram({ name }: EmbeddedProgram, index: number): string {
  return `{"${name}", program_${index}, &program_${index}_size}`;
}

function table(name: string, entries: readonly string[]): string {
  return `const struct sallyport_file ${name}[] = {\n  ${[...entries, "{0}"].join(",\n  ")},\n};`;
}
