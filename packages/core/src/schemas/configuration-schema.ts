import * as z from "zod/mini";
import { execRulesNames } from "../exec-rules.ts";

const object = "an object";
const releases = z.enum(execRulesNames, `one of ${execRulesNames.join(", ")}`);

const text = (description: string) => z.optional(z.string("a string").check(z.describe(description)));
const flag = (description: string) => z.optional(z.boolean("a boolean").check(z.describe(description)));

const delegate = (name: string) => text(`Absolute path of ${name}, for a sallyport that is called ${name}.`);

const transport = z.strictObject(
  {
    package: text(
      "Name of an npm package, or path of its folder, relative to that of this file. By default @sallyport/transport-NAME, then sallyport-transport-NAME.",
    ),
    options: z.optional(
      z.record(z.string(), z.unknown(), object).check(z.describe("As the transport's own schema has them.")),
    ),
  },
  object,
);

/** A configuration file. No other key is taken: one that is misspelt would have no effect. */
export const configurationSchema = z.strictObject(
  {
    $schema: text("Where this schema is, for editors."),
    root: text("Directory of the containers' state files, as --root."),
    transport: text("Transport to reach sandboxes by, as --transport."),
    compat: z.optional(releases.check(z.describe("gVisor release whose behaviour to imitate, as --compat."))),
    netRaw: flag("Let commands have CAP_NET_RAW, as --net-raw."),
    detachKeys: text("Keys that leave a command running, as --detach-keys."),
    detachTimeout: text("How long the start of a detached command may take, as --detach-timeout: 10s."),
    drainTimeout: text("How long to wait for the last output, as --drain-timeout: 2s."),
    orphan: flag("Leave commands running when sallyport is killed, as --orphan."),
    delegates: z.optional(
      z
        .strictObject({ runsc: delegate("runsc"), runc: delegate("runc"), crun: delegate("crun") }, object)
        .check(z.describe("Where each real runtime is, for what sallyport does not do itself.")),
    ),
    transports: z.optional(
      z
        .record(z.string(), transport, object)
        .check(z.describe("Transports of others, by the name that --transport takes.")),
    ),
  },
  object,
);
