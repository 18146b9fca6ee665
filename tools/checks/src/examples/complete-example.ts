/**
 * An example as a module that compiles by itself. Its first line imports what the example uses and does not import, and
 * declares the sandbox `box` that most examples begin with.
 */
export function completeExample(code: string, exported: ReadonlySet<string>): string {
  const own = new Set(
    [...code.matchAll(/\b(?:const|let|using|class|function)\s+(\w+)/g)].map(([, name]) => name),
  );
  const imported = [...code.matchAll(/^import [^;]*;/gm)].join(" ");
  const lacks = (name: string): boolean => uses(code, name) && !own.has(name) && !uses(imported, name);
  const names = [...exported].filter(lacks);
  const isBoxMissing = lacks("box");
  return [
    ...(names.length === 0 ? [] : [`import { ${names.join(", ")} } from "sallyport"; `]),
    ...(isBoxMissing ? ['declare const box: import("sallyport").Sandbox; '] : []),
    `export {};\n${code}`,
  ].join("");
}

function uses(code: string, name: string): boolean {
  return new RegExp(`(?<![.\\w"'])${name}\\b(?!["'])`).test(code);
}
