import { fieldMessage } from "../field-message.ts";
import type { OciSeccomp, SeccompAction } from "../oci-seccomp.ts";
import { SallyportError, withContext } from "../sallyport-error.ts";
import { ociSeccompSchema } from "./oci-seccomp-schema.ts";
import { parseWith } from "./parse-with.ts";

const field = "linux.seccomp";

/**
 * Reads the OCI `linux.seccomp`: unknown fields are ignored, null is as good as missing. An object with neither a
 * default action nor system calls is no profile, as for runc.
 * @throws SALLYPORT_INVALID_SECCOMP `label: linux.seccomp.syscalls[0].args[0].index 6 must be …`; without a label the
 * field comes first.
 */
export function parseOciSeccomp(value: unknown, label?: string): OciSeccomp | undefined {
  if (isNone(value)) return undefined;
  try {
    const profile = parseWith(ociSeccompSchema, value, {
      code: "SALLYPORT_INVALID_SECCOMP",
      root: field,
      fieldPrefix: field,
    });
    check(profile);
    return profile;
  } catch (error) {
    throw label === undefined ? error : withContext(label, error);
  }
}

function isNone(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === undefined || value === null;
  const { defaultAction, syscalls }: { defaultAction?: unknown; syscalls?: unknown } = value;
  return !Array.isArray(value) && (defaultAction ?? "") === "" && JSON.stringify(syscalls ?? []) === "[]";
}

/** What the specification, and runc, ask for beyond the type of each field. */
function check(profile: OciSeccomp): void {
  const { defaultAction, defaultErrnoRet, listenerPath = "", listenerMetadata = "", syscalls = [] } = profile;
  checkErrno("defaultErrnoRet", defaultErrnoRet, defaultAction);
  if (defaultAction === "SCMP_ACT_NOTIFY") refuse("defaultAction", defaultAction, "another action");
  for (const [index, { action, errnoRet, names }] of syscalls.entries()) {
    checkErrno(`syscalls[${index}].errnoRet`, errnoRet, action);
    if (action !== "SCMP_ACT_NOTIFY") continue;
    if (names.includes("write")) refuse(`syscalls[${index}].action`, action, "another action for write");
    if (listenerPath === "") refuse("listenerPath", undefined, `a socket's path for ${action}`);
  }
  if (listenerPath === "" && listenerMetadata !== "") {
    refuse("listenerMetadata", listenerMetadata, "left out without listenerPath");
  }
}

function checkErrno(name: string, errno: number | undefined, action: SeccompAction): void {
  if (errno === undefined || action === "SCMP_ACT_ERRNO" || action === "SCMP_ACT_TRACE") return;
  refuse(name, errno, `left out with ${action}`);
}

function refuse(name: string, value: unknown, expected: string): never {
  const path = `${field}.${name}`;
  throw new SallyportError("SALLYPORT_INVALID_SECCOMP", fieldMessage(path, value, expected), {
    details: { field: path },
  });
}
