import { defineConfig } from "vitest/config";

const conditions = ["@sallyport/source"];

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
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["test-e2e/src/**/*.test.ts"],
          globalSetup: ["test-e2e/src/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
