import { createNodeHost } from "@sallyport/host/node";
import { createRequire } from "node:module";
import { main, type Programs } from "../main.ts";

/** By the package's own name, so that it is found from the bundle as well. */
const waiter = "@sallyport/helper/waiter";

function findPrograms(): Programs {
  try {
    return { waiter: createRequire(import.meta.url).resolve(waiter) };
  } catch {
    return {};
  }
}

// Not only the status: what a sandbox that does not answer keeps open would keep us from ending.
process.exit(await main(createNodeHost(), findPrograms()));
