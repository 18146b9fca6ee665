import { createFakeHost } from "@sallyport/host/fake";
import { expect, it } from "vitest";
import { emptyCgroups } from "./use-cgroups.ts";

const directories = [{ version: 1 as const, controllers: ["freezer"], path: "/cg/web" }];

it("sends no signal to who is in a pid namespace of its own, which the kernel calls 0", async () => {
  const host = createFakeHost({
    clock: "automatic",
    processes: [0, 42],
    files: { "/cg/web/cgroup.procs": "0\n42\n", "/cg/web/freezer.state": "THAWED\n" },
  });
  await expect(emptyCgroups(host, directories)).rejects.toMatchObject({ errno: "ETIMEDOUT" });
  expect(new Set(host.fake.signalsSent.map(({ pid }) => pid))).toEqual(new Set([42]));
});
