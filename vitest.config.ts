import { defineConfig } from "vitest/config";

const conditions = ["@sallyport/source"];

/** The suite against real sandboxes, once for each host that the program runs on. */
function e2e(host: string, env: Record<string, string>) {
  return {
    extends: true as const,
    test: {
      name: `e2e-${host}`,
      env,
      include: ["test-e2e/src/**/*.test.ts"],
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
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "packages/*/src/**/*.test.ts",
            "packages/*/test/**/*.test.ts",
            "tools/*/src/**/*.test.ts",
          ],
          // No test asserts on time: this only ends one that hangs, on however busy a machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "static",
          include: ["tools/static/test/**/*.test.ts"],
          globalSetup: ["tools/static/test/global-setup.ts"],
        },
      },
      e2e("node", {}),
      e2e("static", { SALLYPORT_UNDER_TEST: "packages/cli/dist/sallyport" }),
    ],
  },
});
