import { type ExecRequest, namesUser, resolveUser, SallyportError } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { openTarget, type Target } from "./find-target.ts";

/** The request with numbers in place of the names of users and groups, which the container's own files tell. */
export async function resolveNames(host: Host, target: Target, request: ExecRequest): Promise<ExecRequest> {
  if (!namesUser(request)) return request;
  await using handle = await openTarget(host, target);
  if (handle.accounts === undefined) throw onlyNumbers(request);
  return resolveUser(request, await handle.accounts());
}

/** In gVisor's words. */
function onlyNumbers({ process }: ExecRequest): SallyportError {
  const { userName, uid, groupName, gid } = process.kind === "overrides" ? process.user : {};
  const [subject, name] = userName === undefined ? ["GID", groupName] : ["UID", userName];
  const value = [userName ?? uid, groupName ?? gid].filter((each) => each !== undefined).join(":");
  const message = `invalid value "${value}" for flag -user: couldn't parse ${subject}: ${name}`;
  return new SallyportError("SALLYPORT_USAGE", message, {
    hint: "users and groups of a sandbox are given as numbers",
  });
}
