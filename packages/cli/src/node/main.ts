import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isSallyportError } from "@sallyport/core";
import { createNodeHost, findNativeFile } from "@sallyport/host/node";
import { main } from "../main.ts";
import type { Programs } from "../programs.ts";
import { importModule } from "./import-module.ts";

const ownFailure = 128;

function createHost() {
  try {
    return createNodeHost({ addon: findNativeFile("addon", import.meta.url) });
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    process.stderr.write(`${error.message}\nhint: ${error.hint}\n`);
    return process.exit(ownFailure);
  }
}

function findPrograms(): Programs {
  const waiter = findNativeFile("waiter", import.meta.url);
  return {
    folder: dirname(fileURLToPath(import.meta.url)),
    importModule,
    ...(waiter === undefined ? {} : { waiter }),
    get supervisor() {
      return findNativeFile("supervisor", import.meta.url);
    },
  };
}

// Not only the status: what a sandbox that does not answer keeps open would keep us from ending.
process.exit(await main(createHost(), findPrograms()));
