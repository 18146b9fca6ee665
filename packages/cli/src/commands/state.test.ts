import { describe, expect, it } from "vitest";
import { runBesideSandbox, sandboxPid, stateFile } from "../../test/sandbox.ts";

describe("sallyport state", () => {
  it("prints the container's state as the OCI specification has it", async () => {
    const annotations = { "io.kubernetes.cri.container-type": "sandbox" };
    const { exitStatus, stdout, stderr } = await runBesideSandbox(
      ["state", "web"],
      {},
      {
        files: stateFile("web", { annotations }),
      },
    );
    expect(stdout).toMatch(/^\{\n {2}"ociVersion": "1.2.0",\n/);
    expect(stdout).toMatch(/\n\}\n$/);
    expect(JSON.parse(stdout)).toEqual({
      ociVersion: "1.2.0",
      id: "web",
      status: "running",
      pid: sandboxPid,
      bundle: "/bundles/web",
      annotations,
    });
    expect({ exitStatus, stderr }).toEqual({ exitStatus: 0, stderr: "" });
  });

  it.each([
    [1, "created"],
    [2, "running"],
    [3, "stopped"],
  ])("asks the sandbox: %i is %s", async (result, status) => {
    const script = { "containerManager.ContainerRuntimeState": { result } };
    const { stdout } = await runBesideSandbox(["state", "web"], script);
    expect(JSON.parse(stdout)).toMatchObject({ status });
  });

  it("tells no process id of a sandbox that is gone", async () => {
    const script = { "containerManager.ContainerRuntimeState": { result: 3 } };
    expect(JSON.parse((await runBesideSandbox(["state", "web"], script)).stdout)).not.toHaveProperty("pid");
  });

  it("takes the beginning of an id", async () => {
    expect(JSON.parse((await runBesideSandbox(["state", "w"])).stdout)).toMatchObject({ id: "web" });
  });

  it.each([
    [["db"], /^loading sandbox: container "db": file does not exist\nhint: /],
    [[], /^CONTAINER is required\n$/],
    [["web", "db"], /^unexpected argument "db"\n$/],
  ])("refuses %j", async (words, message) => {
    const { exitStatus, stdout, stderr } = await runBesideSandbox(["state", ...words]);
    expect(stderr).toMatch(message);
    expect({ exitStatus, stdout }).toEqual({ exitStatus: 128, stdout: "" });
  });
});
