import { checkFileSizes } from "./check-file-sizes.ts";
import { checkLayers } from "./check-layers.ts";
import { workspaceFolder } from "./workspace-folder.ts";

const reports = [checkLayers(workspaceFolder), checkFileSizes(workspaceFolder)];
for (const { problems, summary } of reports) {
  for (const problem of problems) console.error(problem);
  console.log(summary);
}
process.exitCode = reports.every(({ problems }) => problems.length === 0) ? 0 : 1;
