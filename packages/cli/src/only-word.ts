import { SallyportError } from "@sallyport/core";

export function onlyWord(words: readonly string[], name: string): string {
  const [word, ...surplus] = words;
  if (word === undefined) throw new SallyportError("SALLYPORT_USAGE", `${name} is required`);
  if (surplus.length > 0) throw unexpected(surplus);
  return word;
}

export function noWords(words: readonly string[], command: string): void {
  if (words.length > 0) throw unexpected(words, command);
}

function unexpected(words: readonly string[], command?: string): SallyportError {
  const where = command === undefined ? "" : ` behind ${command}`;
  return new SallyportError("SALLYPORT_USAGE", `unexpected argument "${words[0]}"${where}`);
}
