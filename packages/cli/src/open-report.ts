import { withContext } from "@sallyport/core";
import { type Host, writeAll, writeFileAtomically } from "@sallyport/host";
import type { ExecReport } from "@sallyport/runtime";

const mode = 0o644;

/** Takes the report of an exec to a file, to stderr (`-`), or nowhere. */
export function openReport(host: Host, target: string | undefined): (report: ExecReport) => void {
  if (target === undefined || target === "") return () => undefined;
  return (report) => {
    const text = `${JSON.stringify(report)}\n`;
    try {
      if (target === "-") writeAll(host, 2, host.text.encode(text));
      else writeFileAtomically(host, target, text, mode);
    } catch (error) {
      throw withContext("writing report", error);
    }
  };
}
