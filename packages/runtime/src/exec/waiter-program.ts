import { SallyportError } from "@sallyport/core";
import type { RuntimeSettings } from "../runtime-settings.ts";

/** The program that stands for a command. Throws SALLYPORT_UNSUPPORTED where none came with us. */
export function waiterProgram({ waiter }: RuntimeSettings): string {
  if (waiter !== undefined) return waiter;
  throw new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    "terminals and --detach need the waiter program, which is not here",
    {
      hint: "build it with the package script build:native of @sallyport/helper",
    },
  );
}
