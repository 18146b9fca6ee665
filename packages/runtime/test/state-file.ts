import { stateFileName } from "../src/state/state-file-name.ts";

/** A state file by its path, as the `files` of a fake host. */
export function stateFile(directory: string, containerId: string, sandboxId = containerId) {
  const state = {
    id: containerId,
    status: "running",
    spec: { process: { cwd: "/srv", env: ["PATH=/bin"] } },
    sandbox: { id: sandboxId, pid: 4321 },
  };
  return { [`${directory}/${stateFileName({ containerId, sandboxId })}`]: JSON.stringify(state) };
}
