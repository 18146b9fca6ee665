import { openSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecArgs } from "@sallyport/core";
import type { PlanOperation, SystemCallName } from "@sallyport/helper";
import type { Host } from "@sallyport/host";
import { createNodeHost } from "@sallyport/host/node";
import { workspaceFolder } from "@sallyport/testkit";
import type { SandboxProcess } from "@sallyport/transport";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cgroupsOfCommand } from "../src/container/container-cgroups.ts";
import { openInit } from "../src/container/init-process.ts";
import { startCommand } from "../src/start-command.ts";
import { inserted, operation, withChangedPlan } from "./changed-plan.ts";
import { execArgs, type JoinedNamespaces, startNamespaces } from "./joined-namespaces.ts";
import { death, deaths, numberOf } from "./killed-process.ts";

const host = createNodeHost();
const supervisor = join(workspaceFolder(), "packages/helper/build/sallyport-supervisor");

let joined: JoinedNamespaces;
beforeAll(async () => {
  joined = await startNamespaces();
});
afterAll(() => joined.remove());

const nothing = openSync("/dev/null", "r+");

type Change = (operations: readonly PlanOperation[]) => readonly PlanOperation[];

/** Starts a command whose plan is another one, with a descriptor of its own, 9. */
async function start(level: "none" | "tree", change: Change, args: ExecArgs = execArgs, on: Host = host) {
  using init = openInit(host, joined.container);
  if (init === undefined) throw new Error("the namespaces are gone");
  const context = {
    host: withChangedPlan(on, change),
    container: joined.container,
    init,
    cgroups: cgroupsOfCommand(host, init, []).toJoin(),
    supervisor,
  };
  const payload = {
    guestFds: [0, 1, 2, 9],
    hostFds: [nothing, nothing, nothing, nothing],
    hasExecutable: false,
  };
  return await startCommand(context, args, payload, { supervision: { level, policy: {} } });
}

async function end(command: SandboxProcess): Promise<void> {
  await command.signal(9, "process");
  await command.wait();
}

/** How many there are inside besides its first process and who asks. */
const others = (): Promise<string> =>
  joined.run("for p in /proc/[0-9]*; do readlink $p/exe; done | grep -cE 'memfd|sleep'");

describe.each(["none", "tree"] as const)("joining namespaces on level %s", (level) => {
  it("leaves nobody and says so, whoever dies in front of whichever operation", async () => {
    let count = 1;
    const ends: string[] = [];
    for (let index = 0; index < count; index++) {
      const command = await start(level, (operations) => {
        count = operations.length;
        return inserted(operations, index, death);
      }).catch((error: Error) => void ends.push(error.message));
      // Nobody comes to what is for other kernels, and for a command that is not found.
      if (command !== undefined) await end(command);
    }
    expect(ends.length).toBeGreaterThan(count - 12);
    expect(ends.filter((message) => !deaths.test(message))).toEqual([]);
    await expect.poll(others, { timeout: 5000 }).toBe("1\n");
  });
});

describe("a process with CAP_SYS_PTRACE in the container", () => {
  const channel = 31;
  const pause = operation({
    code: "await-byte",
    arguments: [
      { kind: "register", register: channel },
      { kind: "value", value: 2000n },
    ],
  });

  it.each<[string, Change, Pick<ExecArgs, "attributes">?]>([
    ["born inside", (all) => inserted(all, indexOf(all, "setsid"), [pause])],
    [
      "about to write its label",
      (all) => {
        const index = indexOf(all, "write", indexOf(all, "setsid"));
        // There is no such profile.
        const tolerant = all.map((each, at) =>
          at === index ? { ...each, policy: "ignore" as const } : each,
        );
        return inserted(tolerant, index, [pause]);
      },
      { attributes: { apparmorProfile: "confined" } },
    ],
    [
      "about to execute",
      (all) =>
        inserted(
          all,
          all.findIndex(({ code }) => code === "execute"),
          [pause],
        ),
    ],
  ])(
    "finds no way to the host in a command that is %s (CVE-2016-9962, CVE-2024-21626)",
    async (_, change, changes = {}) => {
      const starting = start("none", change, { ...execArgs, ...changes }, withAppArmor(host));
      const found = await joined.run(attack(joined.marker));
      const command = await starting;
      await end(command);
      expect(found).toBe("exe /memfd:sallyport (deleted)\nroot inside\ncwd inside\nwritten no\n");
    },
  );
});

/** The host, on which commands can be confined as far as a plan knows. */
function withAppArmor(real: Host): Host {
  const { files } = real;
  const enabled = join(tmpdir(), `sallyport-apparmor-${process.pid}`);
  return {
    ...real,
    files: {
      ...files,
      open(path, ...options) {
        if (path !== "/sys/module/apparmor/parameters/enabled") return files.open(path, ...options);
        writeFileSync(enabled, "Y\n");
        const fd = files.open(enabled, ...options);
        files.remove(enabled);
        return fd;
      },
    },
  };
}

/** The last of that name in front of an index. */
function indexOf(
  operations: readonly PlanOperation[],
  name: SystemCallName,
  limit = operations.length,
): number {
  return operations
    .slice(0, limit)
    .findLastIndex(({ code, number }) => code === "call" && number === numberOf(name));
}

/** Looks into the process of ours, by every way that /proc has, for the host's marker. */
function attack(marker: string): string {
  return `
found=; while [ -z "$found" ]; do
  for p in /proc/[0-9]*; do case "$(readlink $p/exe)" in /memfd:*) found=$p; break;; esac; done
done
echo "exe $(readlink $found/exe)"
echo "root $(cat $found/root${marker})"
echo "cwd $(cat $found/cwd${marker})"
for f in $found/fd/*; do
  for way in .. ../.. ../../.. ../1/root self/root 1/root root; do
    case "$(cat $f/$way${marker} 2>/dev/null)" in host) echo "host by $f $(readlink $f) $way";; esac
  done
done
if (echo x >$found/exe) 2>/dev/null; then echo written yes; else echo written no; fi`;
}
