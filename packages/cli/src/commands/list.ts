import { type ContainerRecord, messageOf } from "@sallyport/core";
import { listFlags } from "@sallyport/flags";
import {
  CONTAINER_STORE,
  type ContainerListing,
  listExternal,
  openTransport,
  type Services,
} from "@sallyport/runtime";
import type { ContainerState } from "@sallyport/transport";
import { defineCommand } from "../command.ts";
import { noWords } from "../only-word.ts";
import { ociState } from "../output/oci-state.ts";
import { formatTable } from "../output/table.ts";

interface Row {
  readonly container: ContainerRecord;
  readonly state: ContainerState;
}

export const listCommand = defineCommand({
  name: "list",
  words: "",
  description:
    "Lists the containers of the state directory (--root), each with its status as the sandbox tells it.",
  flags: () => listFlags,
  async run({ services, flags, words }) {
    noWords(words, "list");
    const container = await services();
    const { containers, unreadable } = await listed(container);
    const warnings = unreadable.map(({ error }) => messageOf(error));
    if (flags.quiet) return { exitStatus: 0, output: idLines([...containers, ...unreadable]), warnings };
    const rows = await Promise.all(containers.map((record) => rowOf(container, record)));
    return { exitStatus: 0, output: flags.format === "json" ? json(rows) : table(rows), warnings };
  },
});

async function listed(services: Services): Promise<ContainerListing> {
  const external = await listExternal(services);
  return external === undefined
    ? services.resolve(CONTAINER_STORE).list()
    : { containers: external, unreadable: [] };
}

/** Whoever clears up wants the id of a container whose state cannot be read, too. */
function idLines(containers: readonly { readonly id: string }[]): string {
  return containers
    .map(({ id }) => `${id}\n`)
    .toSorted()
    .join("");
}

async function rowOf(services: Services, container: ContainerRecord): Promise<Row> {
  // Its transport has just told its status.
  if (container.kind === "external") return { container, state: container };
  await using handle = await openTransport(services, container);
  return { container, state: (await handle.state?.()) ?? container };
}

function json(rows: readonly Row[]): string {
  const states = rows.map(({ container, state }) => ({
    ...ociState(container, state),
    created: container.createdAt,
    owner: container.owner,
  }));
  return `${JSON.stringify(states)}\n`;
}

function table(rows: readonly Row[]): string {
  return formatTable(
    ["ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"],
    rows.map(({ container, state }) => [
      container.id,
      String(ociState(container, state).pid ?? 0),
      state.status,
      container.bundle,
      container.createdAt,
      container.owner,
    ]),
  );
}
