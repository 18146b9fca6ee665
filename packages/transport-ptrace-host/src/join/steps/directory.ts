import type { PlanBuilder, Register } from "@sallyport/helper";

export const directoryStep = "change to the working directory";
export const escapeStep = "check that the working directory is inside the container";

/** As root: what this one may not enter its user may yet. The result tells `enterDirectoryAsUser`. */
export function enterDirectory(plan: PlanBuilder, path: string): Register {
  const entered = plan.register("entered");
  plan.step(directoryStep);
  plan.call("chdir", [plan.data.string(path)], {
    into: entered,
    onError: { ignore: ["EACCES", "EPERM"] },
  });
  return entered;
}

export function enterDirectoryAsUser(plan: PlanBuilder, path: string, entered: Register): void {
  const done = plan.label("in the working directory");
  plan.step(directoryStep);
  plan.jumpIf(entered, "equal", 0, done);
  plan.call("chdir", [plan.data.string(path)]);
  plan.place(done);
}

export function checkWorkingDirectory(plan: PlanBuilder): void {
  plan.step(escapeStep);
  plan.checkDirectory();
}
