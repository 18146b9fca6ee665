import { systemError } from "@sallyport/core";
import { type Files, type Host, readText, writeFileAtomically } from "@sallyport/host";
import { createFakeHost } from "@sallyport/host/fake";
import { describe, expect, it } from "vitest";
import { stateFile } from "../../test/state-file.ts";
import { createContainerStore } from "./container-store.ts";
import { runscContainers } from "./runsc-containers.ts";

const directory = "/run/state";
const stateName = `${directory}/web_sandbox:web.state`;
const lockName = `${directory}/web_sandbox:web.lock`;

function runscStore(host: Host, folder: string) {
  return createContainerStore(host, [runscContainers(host, folder)]);
}

function withFiles(host: Host, files: Partial<Files>): Host {
  return { ...host, files: { ...host.files, ...files } };
}

/** True when nobody else holds the lock; it is given back. */
function isFree(host: Host): boolean {
  const fd = host.files.open(lockName, { access: "read" });
  const taken = host.descriptors.tryLock(fd);
  host.descriptors.close(fd);
  return taken;
}

describe("a state directory of runsc", () => {
  it("gives the container with an id, and one whose id begins so", async () => {
    const host = createFakeHost({
      files: { ...stateFile(directory, "web", "pod"), ...stateFile(directory, "db") },
    });
    const store = runscStore(host, directory);
    const record = await store.find("web");
    expect(record).toMatchObject({ id: "web", stateDirectory: directory, sandbox: { id: "pod", pid: 4321 } });
    expect((await store.find("d")).id).toBe("db");
  });

  it("tells what a container that was found is now, as long as it is there", async () => {
    const host = createFakeHost({ files: stateFile(directory, "web") });
    const store = runscStore(host, directory);
    const record = await store.find("web");
    expect(await store.refresh(record)).toBe(record);
    const text = readText(host, stateName);
    writeFileAtomically(host, stateName, text.replace("4321", "5432"), 0o600);
    const restored = await store.refresh(record);
    expect(restored.sandbox?.pid).toBe(5432);
    for (const name of [stateName, lockName]) host.files.remove(name);
    await expect(store.refresh(restored)).rejects.toThrow(
      expect.objectContaining({ code: "SALLYPORT_NOT_FOUND" }),
    );
    expect(host.files.list(directory)).toEqual([]);
  });

  it("lists its containers in the order of their ids", async () => {
    const ids = ["b", "a+", "a", "B", "c.d"];
    const files = Object.assign({}, ...ids.map((id) => stateFile(directory, id)));
    const { containers, unreadable } = await runscStore(createFakeHost({ files }), directory).list();
    expect(containers.map(({ id }) => id)).toEqual(["B", "a", "a+", "b", "c.d"]);
    expect(unreadable).toEqual([]);
  });

  it("has none when it is not there", async () => {
    const store = runscStore(createFakeHost(), "/nowhere");
    expect(await store.list()).toEqual({ containers: [], unreadable: [] });
    await expect(store.find("web")).rejects.toThrow(
      expect.objectContaining({
        code: "SALLYPORT_NOT_FOUND",
        message: 'container "web" in /nowhere: file does not exist',
      }),
    );
  });

  it("takes no other file for a container", async () => {
    const others = [
      "runsc-web.sock",
      "web.state",
      "web_sandbox:web.lock",
      ".web_sandbox:web.state.1",
      "x y_sandbox:z.state",
    ];
    const files = Object.fromEntries(others.map((name) => [`${directory}/${name}`, "{"]));
    const store = runscStore(createFakeHost({ files }), directory);
    expect(await store.list()).toEqual({ containers: [], unreadable: [] });
    await expect(store.find("web")).rejects.toThrow(expect.objectContaining({ code: "SALLYPORT_NOT_FOUND" }));
  });

  it("is not taken for empty when it cannot be read", async () => {
    const store = runscStore(
      withFiles(createFakeHost(), {
        list() {
          throw systemError("open", directory, "EACCES");
        },
      }),
      directory,
    );
    const refusal = expect.objectContaining({ code: "SALLYPORT_SYSTEM_CALL", errno: "EACCES" });
    await expect(store.find("web")).rejects.toThrow(refusal);
    await expect(store.list()).rejects.toThrow(refusal);
  });

  it("is read under the container's lock, which is free again afterwards", async () => {
    const host = createFakeHost({ files: { ...stateFile(directory, "web"), [lockName]: "" } });
    const before = host.fake.openDescriptors();
    const freeAtOpen: boolean[] = [];
    const watched = withFiles(host, {
      open(path, flags, mode) {
        if (path === stateName) freeAtOpen.push(isFree(host));
        return host.files.open(path, flags, mode);
      },
    });
    await runscStore(watched, directory).find("web");
    expect(freeAtOpen).toEqual([false]);
    expect(isFree(host)).toBe(true);
    expect(host.fake.openDescriptors()).toEqual(before);
  });

  it("gets a lock file where one is missing, for its owner only", async () => {
    const host = createFakeHost({ files: stateFile(directory, "web") });
    await runscStore(host, directory).find("web");
    expect(host.files.status(lockName)).toMatchObject({ kind: "regular", mode: 0o600, size: 0 });
  });

  it("is read once another holder has let go of the lock", async () => {
    const host = createFakeHost({ files: { ...stateFile(directory, "web"), [lockName]: "" } });
    const other = host.files.open(lockName, { access: "read" });
    expect(host.descriptors.tryLock(other)).toBe(true);
    const events: string[] = [];
    const found = runscStore(host, directory)
      .find("web")
      .then(() => events.push("found"));
    await host.fake.advance(60_000);
    events.push("let go");
    host.descriptors.close(other);
    await host.fake.advance(1000);
    await found;
    expect(events).toEqual(["let go", "found"]);
  });

  it("does not know a container that is deleted while its lock is waited for", async () => {
    const host = createFakeHost({ files: { ...stateFile(directory, "web"), ...stateFile(directory, "x") } });
    const deleting = withFiles(host, {
      open(path, flags, mode) {
        if (path === lockName) host.files.remove(stateName);
        return host.files.open(path, flags, mode);
      },
    });
    const store = runscStore(deleting, directory);
    await expect(store.find("web")).rejects.toThrow(expect.objectContaining({ code: "SALLYPORT_NOT_FOUND" }));
  });

  it("lists without a container that is deleted meanwhile", async () => {
    const host = createFakeHost({ files: { ...stateFile(directory, "web"), ...stateFile(directory, "x") } });
    const deleting = withFiles(host, {
      open(path, flags, mode) {
        if (path === lockName) host.files.remove(stateName);
        return host.files.open(path, flags, mode);
      },
    });
    const { containers, unreadable } = await runscStore(deleting, directory).list();
    expect(containers.map(({ id }) => id)).toEqual(["x"]);
    expect(unreadable).toEqual([]);
  });

  it.each([
    ["", /^reading container metadata file "\/run\/state\/web_sandbox:web.state": /],
    ["{", /^reading container metadata file "\/run\/state\/web_sandbox:web.state": /],
    ["[]", /: state \[\] must be an object$/],
    ['{"id":"web","status":"gone"}', /: status "gone" must be one of /],
  ])("says which state file is broken when it holds %j, and lists the others", async (text, message) => {
    const host = createFakeHost({ files: { ...stateFile(directory, "db"), [stateName]: text } });
    const store = runscStore(host, directory);
    const broken = expect.objectContaining({
      code: "SALLYPORT_INVALID_STATE",
      message: expect.stringMatching(message),
    });
    await expect(store.find("web")).rejects.toThrow(broken);
    const { containers, unreadable } = await store.list();
    expect(containers.map(({ id }) => id)).toEqual(["db"]);
    expect(unreadable).toEqual([{ id: "web", error: broken }]);
    expect(isFree(host)).toBe(true);
  });

  it("reads no endless state file", async () => {
    const text = new Uint8Array(16 * 1024 * 1024 + 1);
    const host = createFakeHost({ files: { [stateName]: text } });
    await expect(runscStore(host, directory).find("web")).rejects.toThrow(
      expect.objectContaining({ errno: "EFBIG" }),
    );
  });
});
