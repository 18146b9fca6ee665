import { type ContainerRecord, messageOf, type OciHooks } from "@sallyport/core";
import { listNames } from "../state/list-names.ts";
import { ownConfigurationFile, ownContainers } from "../state/own-containers.ts";
import { readJsonFile } from "../state/read-json-file.ts";
import { notFound } from "../state/select-container.ts";
import type { OwnFolder } from "./own-folder.ts";
import { parseConfiguration } from "./read-bundle.ts";

export interface OwnContainer {
  readonly record: ContainerRecord;
  readonly hooks: OciHooks | undefined;
  /** Why the hooks cannot be read. */
  readonly unreadable: string | undefined;
}

/** Throws SALLYPORT_NOT_FOUND, SALLYPORT_INVALID_STATE. */
export async function readOwnRecord({ host, directory, path, id }: OwnFolder): Promise<OwnContainer> {
  const entry = ownContainers(host, directory)
    .entries(listNames(host, directory))
    .find((each) => each.id === id);
  const record = await entry?.read();
  if (record === undefined) throw notFound(id, directory);
  try {
    const { hooks } = await parseConfiguration(readJsonFile(host, `${path}/${ownConfigurationFile}`));
    return { record, hooks, unreadable: undefined };
  } catch (error) {
    return { record, hooks: undefined, unreadable: messageOf(error) };
  }
}
