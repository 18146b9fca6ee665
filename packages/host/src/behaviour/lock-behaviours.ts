import { withLock } from "../helpers/with-lock.ts";
import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

export const lockBehaviours: readonly Behaviour[] = [
  {
    name: "a lock excludes other open files, not copies of its descriptor",
    run({ host: { descriptors, files }, directory }) {
      const open = () => files.open(`${directory}/lock`, { access: "read", create: true });
      const [first, second] = [open(), open()];
      const copy = descriptors.duplicate(first);
      assertEqual(descriptors.tryLock(first), true, "first");
      assertEqual(descriptors.tryLock(second), false, "second");
      assertEqual(descriptors.tryLock(copy), true, "copy");
      descriptors.close(first);
      assertEqual(descriptors.tryLock(second), false, "second while the copy is open");
      descriptors.unlock(copy);
      assertEqual(descriptors.tryLock(second), true, "second after unlock");
      descriptors.close(copy);
      descriptors.close(second);
    },
  },
  {
    name: "bodies under one lock run one after the other, and a failing one lets go",
    async run({ host, directory }) {
      const path = `${directory}/lock`;
      const events: string[] = [];
      const body = (name: string) => async () => {
        events.push(`${name} in`);
        await host.clock.delay(3).elapsed;
        events.push(`${name} out`);
        if (name === "a") {
          host.files.remove(`${directory}/missing`);
        }
      };
      const first = failureOf("ENOENT", () => withLock(host, path, 0o600, body("a")));
      const second = withLock(host, path, 0o600, body("b"));
      await Promise.all([first, second]);
      assertEqual(events, ["a in", "a out", "b in", "b out"], "events");
      assertEqual(host.files.status(path).mode, 0o600, "mode");
    },
  },
];
