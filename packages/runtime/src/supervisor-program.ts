import { SallyportError } from "@sallyport/core";
import type { RuntimeSettings } from "./runtime-settings.ts";

/** The program that carries out plans. Throws SALLYPORT_UNSUPPORTED where none came with us. */
export function supervisorProgram({ supervisor }: Pick<RuntimeSettings, "supervisor">): string {
  if (supervisor !== undefined) return supervisor;
  throw new SallyportError(
    "SALLYPORT_UNSUPPORTED",
    "containers of runc and crun need the supervisor program, which is not here",
    { hint: "build it with the package script build:native of @sallyport/helper" },
  );
}
