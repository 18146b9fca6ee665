import { checkExamples } from "./examples/check-examples.ts";
import { workspaceFolder } from "./workspace-folder.ts";

const { problems, summary } = await checkExamples(workspaceFolder);
for (const problem of problems) console.error(problem);
console.log(summary);
process.exitCode = problems.length === 0 ? 0 : 1;
