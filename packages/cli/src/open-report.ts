import { withContext } from "@sallyport/core";
import { type Host, writeFileAtomically } from "@sallyport/host";
import type { ExecReport } from "@sallyport/runtime";
import { print } from "./output/print.ts";

const mode = 0o644;

/** Takes the report of an exec to a file, to stderr (`-`), or nowhere. */
export function openReport(host: Host, target: string | undefined): (report: ExecReport) => Promise<void> {
  if (target === undefined || target === "") return async () => undefined;
  return async (report) => {
    const text = `${JSON.stringify(report)}\n`;
    try {
      if (target === "-") await print(host, 2, text);
      else writeFileAtomically(host, target, text, mode);
    } catch (error) {
      throw withContext("writing report", error);
    }
  };
}
