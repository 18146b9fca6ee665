import { expect, it } from "vitest";
import { createFakeHost } from "../fake/create-fake-host.ts";
import type { SystemCalls } from "../system-calls.ts";
import { createChildren } from "./children.ts";

it("waits for a child that a tracer is told of first, though its pidfd says that it has ended", async () => {
  const { clock, descriptors } = createFakeHost({ clock: "automatic" });
  const { read: pidfd, write } = descriptors.pipe();
  descriptors.write(write, new Uint8Array(1));
  const again = -11;
  const statuses = [again, again, 7 << 8];
  const calls: Partial<SystemCalls> = {
    spawn(...[, , , , , , out]) {
      out[0] = pidfd;
      return 42;
    },
    exitStatus: () => statuses.shift() ?? 0,
  };
  const inherited = { has: () => false, forget: () => undefined, all: () => [] };
  const children = createChildren(calls as SystemCalls, { clock, descriptors, inherited }, []);
  const child = children.spawn({ executable: "/bin/true", argv: [], environment: {}, fds: [] });
  expect(await child.exited).toBe(7 << 8);
  expect(statuses).toEqual([]);
});
