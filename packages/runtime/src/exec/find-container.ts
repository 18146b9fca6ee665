import { type ContainerRecord, withContext } from "@sallyport/core";
import type { ContainerStore } from "../state/container-store.ts";

export async function findContainer(store: ContainerStore, id: string): Promise<ContainerRecord> {
  try {
    return await store.find(id);
  } catch (error) {
    throw withContext("loading sandbox", error);
  }
}
