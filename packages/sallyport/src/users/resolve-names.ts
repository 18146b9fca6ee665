import {
  type Accounts,
  type ExecRequest,
  namesUser,
  parseGroups,
  parseUsers,
  resolveUser,
} from "@sallyport/core";
import type { SandboxHandle } from "@sallyport/transport";

/** The text of a file of the container. */
export type ReadGuestFile = (path: string) => Promise<string>;

/**
 * The request with numbers in place of names, by the container's own files: those that the transport can read, else as
 * the container itself reads them.
 *
 * @throws SallyportError SALLYPORT_USAGE for a name that is not there
 */
export async function resolveNames(
  request: ExecRequest,
  handle: SandboxHandle,
  readGuestFile: ReadGuestFile,
): Promise<ExecRequest> {
  if (!namesUser(request)) return request;
  const accounts = handle.accounts?.() ?? readAccounts(readGuestFile);
  return resolveUser(request, await accounts);
}

async function readAccounts(readGuestFile: ReadGuestFile): Promise<Accounts> {
  const [passwd, group] = await Promise.all(["/etc/passwd", "/etc/group"].map(readGuestFile));
  return { users: parseUsers(passwd ?? ""), groups: parseGroups(group ?? "") };
}
