import { quoted, SallyportError } from "@sallyport/core";
import { hierarchyOf, type Membership } from "./memberships.ts";

/**
 * The memberships with what `--cgroup` says: `PATH` is below the container's cgroup in every hierarchy,
 * `CONTROLLER[,CONTROLLER]:PATH` in that of cgroup v1. Throws SALLYPORT_USAGE for a path that leads out of it.
 */
export function withSubCgroups(memberships: readonly Membership[], asked: readonly string[]): Membership[] {
  return asked.reduce<Membership[]>(
    (changed, each) => {
      const colon = each.indexOf(":");
      const path = checked(each.slice(colon + 1));
      if (colon === -1) return changed.map((membership) => below(membership, path));
      const wanted = hierarchyOf({ controllers: each.slice(0, colon).split(",") });
      if (!changed.some((membership) => hierarchyOf(membership) === wanted))
        throw unknown(each.slice(0, colon));
      return changed.map((membership) =>
        hierarchyOf(membership) === wanted ? below(membership, path) : membership,
      );
    },
    [...memberships],
  );
}

function below(membership: Membership, path: string): Membership {
  return { ...membership, path: `${membership.path === "/" ? "" : membership.path}${path}` || "/" };
}

/** The path with one slash in front of each name; empty for the container's own cgroup. */
function checked(path: string): string {
  const names = path.split("/").filter((name) => name !== "" && name !== ".");
  if (names.includes("..")) {
    throw new SallyportError("SALLYPORT_USAGE", `${path} is not a sub cgroup path`, { details: { path } });
  }
  return names.map((name) => `/${name}`).join("");
}

function unknown(controllers: string): SallyportError {
  return new SallyportError(
    "SALLYPORT_USAGE",
    `--cgroup ${quoted(controllers)}: the container is in no hierarchy of these controllers`,
  );
}
