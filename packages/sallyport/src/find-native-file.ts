import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/** Which of a platform's files, and the package that builds it. */
const builtBy = {
  addon: "@sallyport/host",
  waiter: "@sallyport/helper",
  supervisor: "@sallyport/helper",
} as const;

/**
 * The path of a native file: in the package of this platform, where npm has installed one, else as it was built in
 * this checkout.
 */
export function findNativeFile(name: keyof typeof builtBy): string | undefined {
  const platform = `@sallyport/cli-${process.platform}-${process.arch}`;
  return tryResolve(`${platform}/${name}`) ?? tryResolve(`${builtBy[name]}/${name}`);
}

function tryResolve(specifier: string): string | undefined {
  try {
    return resolve(specifier);
  } catch {
    return undefined;
  }
}
