import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const conditions = ["@sallyport/source"];

const unitTests = ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts", "tools/*/src/**/*.test.ts"];
const nativeTests = [
  "packages/{host,helper}/{src,test}/**/*.test.ts",
  "packages/transport-ptrace-host/test/**/*.test.ts",
];

function unit(name: string, test: { include: string[]; exclude?: string[]; isolate?: boolean }) {
  // No test asserts on time: the limit only ends one that hangs, on however busy a machine.
  return { extends: true as const, test: { name, testTimeout: 60_000, hookTimeout: 60_000, ...test } };
}

/** The suite against real sandboxes, once for each host that the program runs on; what has one only is left out for the other. */
function e2e(host: string, env: Record<string, string>, exclude: string[] = []) {
  return {
    extends: true as const,
    test: {
      name: `e2e-${host}`,
      env,
      include: ["test-e2e/src/**/*.test.ts"],
      exclude,
      globalSetup: ["test-e2e/src/global-setup.ts"],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  };
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    // Vitest's own default leaves one processor to itself, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      // These look at the children, signals and descriptors of their own process: each file has one.
      unit("native", { include: nativeTests }),
      unit("unit", { include: unitTests, exclude: nativeTests, isolate: false }),
      {
        extends: true,
        test: {
          name: "static",
          include: ["tools/static/test/**/*.test.ts"],
          globalSetup: ["tools/static/test/global-setup.ts"],
        },
      },
      // What engines, shells and machines are given, what starts over on Node, and what starts many clients is the executable.
      e2e("node", {}, [
        "test-e2e/src/{engines,machine}/**",
        "test-e2e/src/start-over.test.ts",
        "test-e2e/src/completion.test.ts",
        "test-e2e/src/container-ids.test.ts",
        "test-e2e/src/killed-client.test.ts",
        "test-e2e/src/exec-attacks.test.ts",
      ]),
      e2e("static", { SALLYPORT_UNDER_TEST: "packages/cli/dist/sallyport" }, [
        "test-e2e/src/library/**",
        "test-e2e/src/sandbox-fixtures.test.ts",
        "test-e2e/src/writing-a-transport.test.ts",
      ]),
    ],
  },
});
