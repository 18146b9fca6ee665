import { type ContainerRecord, withContext } from "@sallyport/core";
import type { ContainerStore } from "../state/container-store.ts";

export function findContainer(store: ContainerStore, id: string): Promise<ContainerRecord> {
  return loading(() => store.find(id));
}

/** One that was found, as it is described now. */
export function refreshContainer(store: ContainerStore, record: ContainerRecord): Promise<ContainerRecord> {
  return loading(() => store.refresh(record));
}

async function loading(load: () => Promise<ContainerRecord>): Promise<ContainerRecord> {
  try {
    return await load();
  } catch (error) {
    throw withContext("loading sandbox", error);
  }
}
