import { createRequire } from "node:module";

/** Which of a platform's files, and the package that builds it. */
const builtBy = {
  addon: "@sallyport/host",
  waiter: "@sallyport/helper",
  supervisor: "@sallyport/helper",
} as const;

/**
 * The path of a native file: in the package of this platform, where npm has installed one, else as it was built in
 * this checkout.
 *
 * @param from the URL of the module that asks: packages are looked for beside it
 */
export function findNativeFile(name: keyof typeof builtBy, from: string): string | undefined {
  const { resolve } = createRequire(from);
  const platform = `@sallyport/cli-${process.platform}-${process.arch}`;
  for (const folder of [platform, builtBy[name]]) {
    try {
      return resolve(`${folder}/${name}`);
    } catch {
      // Not installed.
    }
  }
  return undefined;
}
