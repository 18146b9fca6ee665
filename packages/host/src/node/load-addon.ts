import { createRequire } from "node:module";

import { SallyportError } from "@sallyport/core";

import type { PollCalls, SystemCalls } from "../system-calls.ts";

/** The C layer, and the one descriptor that Node's event loop watches for it. */
export interface Addon extends SystemCalls, PollCalls {
  attach(fd: number, onReadable: () => void): unknown;
  keepAlive(attachment: unknown, on: boolean): void;
}

/** By the package's own name, so that it is found from a bundle in another folder as well. */
const specifier = "@sallyport/host/addon";

/** Throws SALLYPORT_UNSUPPORTED when the addon was not built, or not for this machine. */
export function loadAddon(path: string = specifier): Addon {
  try {
    const addon: Addon = createRequire(import.meta.url)(path);
    return addon;
  } catch (cause) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", `${path}: the native addon cannot be loaded`, {
      hint:
        `install the package of this platform (${process.platform}-${process.arch}), or, in a checkout, ` +
        "build it with the package script build:native (a C compiler and make are needed)",
      cause,
    });
  }
}
