import { installRuntimes, isCi } from "@sallyport/testkit";
import { missingLines } from "./missing-components.ts";

/** Installs the real runtimes and says which there are. */
export async function runtimes(): Promise<number> {
  const { runsc, missing } = await installRuntimes({ progress: (line) => console.log(line) });
  for (const { label, path } of runsc) console.log(`${label}: ${path}`);
  for (const line of missingLines(missing)) console.error(line);
  return missing.length > 0 && isCi() ? 1 : 0;
}
