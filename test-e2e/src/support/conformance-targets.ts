import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runcRecord } from "@sallyport/core";
import { parseHostConfiguration, parseRuncState, parseRunscState } from "@sallyport/core/schemas";
import { createNodeHost } from "@sallyport/host/node";
import {
  type Container,
  findRuntimes,
  type Runsc,
  type Sandbox,
  sandboxStatePath,
  startContainer,
  startSandbox,
  workspaceFolder,
} from "@sallyport/testkit";
import type { ConformanceTarget } from "@sallyport/testkit/conformance";
import { ptraceHostTransport } from "@sallyport/transport-ptrace-host";
import { socketTransport } from "@sallyport/transport-socket";

const supervisor = join(workspaceFolder(), "packages/helper/build/sallyport-supervisor");
const hostTransport = ptraceHostTransport({ supervisor: () => supervisor });

export function socketTarget(runsc: Runsc, sandbox: Sandbox): ConformanceTarget {
  return {
    host: createNodeHost(),
    transport: socketTransport,
    options: undefined,
    container: recordOfSandbox(sandbox),
    executable: {
      path: join(findRuntimes().contents.programs, "spew"),
      args: ["spew", "1", "42"],
      status: 42,
    },
    async sacrifice() {
      const sacrificed = await startSandbox({ runsc });
      return {
        transport: socketTransport,
        container: recordOfSandbox(sacrificed),
        destroy: () => sacrificed.killSentry(),
        [Symbol.asyncDispose]: () => sacrificed.dispose(),
      };
    },
  };
}

/** In a container of runc. */
export function hostTarget(container: Container): ConformanceTarget {
  return {
    host: createNodeHost(),
    transport: hostTransport,
    options: undefined,
    container: recordOfContainer(container),
    async sacrifice() {
      const sacrificed = await startContainer({ runtime: "runc" });
      return {
        transport: hostTransport,
        container: recordOfContainer(sacrificed),
        async destroy() {
          await sacrificed.run(["kill", sacrificed.id, "KILL"]);
        },
        [Symbol.asyncDispose]: () => sacrificed[Symbol.asyncDispose](),
      };
    },
  };
}

function recordOfSandbox({ root, id }: Sandbox) {
  const file = sandboxStatePath(root, id);
  return parseRunscState(readJson(file), { file, stateDirectory: root });
}

function recordOfContainer({ root, id, bundle }: Container) {
  return runcRecord(
    parseRuncState(readJson(join(root, id, "state.json"))),
    parseHostConfiguration(readJson(join(bundle.folder, "config.json"))),
    { stateDirectory: root, owner: "root", waitsForStart: false },
  );
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
