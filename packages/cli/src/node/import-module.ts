import { pathToFileURL } from "node:url";

const ownFailure = 128;

/** Evaluates an ES module. One that ends the process instead is told, and is a failure. */
export async function importModule(path: string): Promise<object> {
  const tell = (): void => {
    process.stderr.write(`${path} ended the program when it was loaded\n`);
    process.exitCode = ownFailure;
  };
  process.once("exit", tell);
  try {
    const module: object = await import(pathToFileURL(path).href);
    return module;
  } finally {
    process.off("exit", tell);
  }
}
