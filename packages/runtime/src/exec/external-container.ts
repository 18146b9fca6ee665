import type { ContainerRecord } from "@sallyport/core";
import type { ListedContainer } from "@sallyport/transport";

/** A container that its transport alone knows. It counts as running until that tells otherwise. */
export function externalContainer({
  id,
  status = "running",
  createdAt = "",
  owner = "",
}: Pick<ListedContainer, "id"> & Partial<ListedContainer>): ContainerRecord {
  return {
    kind: "external",
    id,
    status,
    process: {},
    annotations: {},
    bundle: "",
    createdAt,
    owner,
    stateDirectory: "",
    sandbox: undefined,
  };
}
