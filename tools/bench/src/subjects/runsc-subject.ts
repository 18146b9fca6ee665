import { join } from "node:path";
import type { Sandbox } from "@sallyport/testkit";
import { execLines } from "./exec-lines.ts";
import type { Subject } from "./subject.ts";

/** The sandbox's own runsc: what the others are compared with. */
export function runscSubject(sandbox: Sandbox): Subject {
  return {
    name: "runsc",
    label: sandbox.label,
    files: [sandbox.runsc],
    pid: sandbox.pid,
    version: [sandbox.runsc, "--version"],
    ...execLines([sandbox.runsc, "--root", sandbox.root], sandbox.id, join(sandbox.scratch, "pid")),
  };
}
