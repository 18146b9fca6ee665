import { readFileSync } from "node:fs";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { createContainerStore } from "./container-store.ts";
import { crunContainers } from "./crun-containers.ts";
import { runcContainers } from "./runc-containers.ts";

const directory = "/run/state";

function fixture(name: string): string {
  return readFileSync(new URL(`../../../core/fixtures/${name}`, import.meta.url), "utf8");
}

const state = fixture("runc-1.1.5.state.json");
const status = fixture("crun-1.8.1.status.json");
const configuration = fixture("oci-config.json");

const runcFiles = { [`${directory}/web/state.json`]: state, "/srv/bundle/config.json": configuration };
const crunFiles = {
  [`${directory}/web/status`]: status,
  [`${directory}/web/config.json`]: configuration,
};

/** Both runtimes in one directory, as `--root` has them. */
function storeOf(files: Readonly<Record<string, string>>) {
  const host = createFakeHost({ files });
  return createContainerStore(host, [runcContainers(host, directory), crunContainers(host, directory)]);
}

describe("a container on the host's own kernel", () => {
  it("of runc has its process from the bundle that its state file names", async () => {
    expect(await storeOf(runcFiles).find("web")).toMatchObject({
      kind: "runc",
      id: "web",
      status: "running",
      bundle: "/srv/bundle",
      owner: "root",
      createdAt: "2026-11-25T14:23:15.966622897Z",
      stateDirectory: directory,
      process: { cwd: "/tmp", rlimits: [{ type: "RLIMIT_NOFILE", hard: 1024, soft: 512 }] },
      host: { init: { pid: 14426, startTime: 1773813 }, newKeyring: true, unreadable: undefined },
    });
  });

  it("of crun has its process from crun's own copy of the configuration", async () => {
    expect(await storeOf(crunFiles).find("w")).toMatchObject({
      kind: "crun",
      id: "web",
      status: "running",
      bundle: "/srv/bundle",
      process: { cwd: "/tmp", user: { umask: 0o27 } },
      host: { init: { pid: 14471, startTime: 1773864 }, newKeyring: false },
    });
  });

  it.each([
    ["runc", runcFiles],
    ["crun", crunFiles],
  ])("of %s is created while its init waits for the start", async (_, files) => {
    const found = await storeOf({ ...files, [`${directory}/web/exec.fifo`]: "" }).find("web");
    expect(found.status).toBe("created");
  });

  it("is listed without its bundle, and says why no command can be started in it", async () => {
    const { containers } = await storeOf({ [`${directory}/web/state.json`]: state }).list();
    expect(containers).toHaveLength(1);
    expect(containers[0]?.host?.unreadable).toBe("open /srv/bundle/config.json: no such file or directory");
  });

  it.each([
    ["{", "invalid JSON"],
    ['{"process":{"rlimits":7}}', "process.rlimits 7 must be an array of limits"],
  ])("has a configuration of %j that is told to be wrong", async (text, reason) => {
    const found = await storeOf({ ...runcFiles, "/srv/bundle/config.json": text }).find("web");
    expect(found.host?.unreadable).toContain(reason);
  });

  it("cannot be told from one of another runtime with the same id", async () => {
    await expect(storeOf({ ...runcFiles, ...crunFiles }).find("web")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_AMBIGUOUS",
        message: 'id "web" is that of containers of several runtimes: runc in /run/state, crun in /run/state',
      }),
    );
  });

  it("is not taken for one by its folder's name alone", async () => {
    const store = storeOf({ [`${directory}/web/other.json`]: "{}", [`${directory}/a b/state.json`]: state });
    expect(await store.list()).toEqual({ containers: [], unreadable: [] });
  });

  it.each([
    ["state.json", "{", "invalid JSON"],
    ["state.json", '{"id":"web"}', "init_process_pid is missing"],
    ["status", '{"pid":-1}', "pid -1 must be"],
  ])("with a broken %s is named, and the others are listed", async (file, text, reason) => {
    const broken = { [`${directory}/broken/${file}`]: text };
    const { containers, unreadable } = await storeOf({ ...runcFiles, ...broken }).list();
    expect(containers.map(({ id }) => id)).toEqual(["web"]);
    expect(unreadable).toEqual([
      {
        id: "broken",
        error: expect.objectContaining({
          code: "SALLYPORT_INVALID_STATE",
          message: expect.stringContaining(reason),
        }),
      },
    ]);
  });
});
