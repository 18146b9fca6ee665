import { fieldMessage, SallyportError } from "@sallyport/core";
import { completeCapabilities, type DeclaredCapabilities } from "./declared-capabilities.ts";
import { apiProblem } from "./transport-api.ts";
import { type CapabilityMode, capabilityModes, type CapabilityName } from "./transport-capabilities.ts";

/** What `sallyport.transport` in a package.json says: all that is known of a transport without running its code. */
export interface TransportManifest {
  /** Version of the contract that it was written for. */
  readonly api: string;
  readonly id: string;
  /** One line for lists. */
  readonly summary: string;
  /** The ES module that exports `transport`: a path in the package that begins with `./`. */
  readonly module: string;
  readonly capabilities: DeclaredCapabilities;
}

const field = "sallyport.transport";
const idPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const keys: readonly string[] = ["api", "id", "summary", "module", "capabilities"];

/**
 * Reads a manifest. A capability is missing when it has its least mode.
 *
 * @throws SallyportError SALLYPORT_INVALID_TRANSPORT `sallyport.transport.id 7 must be …`
 */
export function parseTransportManifest(value: unknown): TransportManifest {
  const manifest = objectAt(field, value);
  const { api, id, summary, module } = manifest;
  const problem = apiProblem(api);
  if (typeof api !== "string") throw fault(`${field}.api`, api, "a string");
  // Before anything else: a newer version may have more to say.
  if (problem !== undefined) throw invalid(`${field}.api "${api}" ${problem}`);
  const surplus = Object.keys(manifest).find((key) => !keys.includes(key));
  if (surplus !== undefined)
    throw fault(`${field}.${surplus}`, manifest[surplus], "left out: there is no such key");
  return {
    api,
    id: textAt("id", id, "a name of small letters, digits and single hyphens", (text) =>
      idPattern.test(text),
    ),
    summary: textAt("summary", summary, "one line", (text) => /^[^\n]+$/.test(text)),
    module: textAt("module", module, 'a path in the package that begins with "./"', isInside),
    capabilities: parseCapabilities(`${field}.capabilities`, manifest["capabilities"]),
  };
}

/**
 * Reads declared capabilities.
 *
 * @throws SallyportError SALLYPORT_INVALID_TRANSPORT `NAME.tty "yes" must be …`
 */
export function parseCapabilities(name: string, value: unknown): DeclaredCapabilities {
  const declared = objectAt(name, value);
  for (const [capability, mode] of Object.entries(declared)) {
    if (!isCapability(capability))
      throw fault(`${name}.${capability}`, mode, "left out: there is no such capability");
    const modes: readonly CapabilityMode[] = capabilityModes[capability];
    if (!modes.some((known) => known === mode))
      throw fault(`${name}.${capability}`, mode, modes.join(" or "));
  }
  return declared;
}

/** The first capability of which the two say different things. */
export function differingCapability(
  left: DeclaredCapabilities,
  right: DeclaredCapabilities,
): CapabilityName | undefined {
  const [one, other] = [completeCapabilities(left), completeCapabilities(right)];
  return Object.keys(capabilityModes)
    .filter(isCapability)
    .find((name) => one[name] !== other[name]);
}

function isCapability(name: string): name is CapabilityName {
  return Object.hasOwn(capabilityModes, name);
}

function isInside(path: string): boolean {
  return path.startsWith("./") && !path.split("/").includes("..");
}

function textAt(key: string, value: unknown, expected: string, isValid: (text: string) => boolean): string {
  if (typeof value === "string" && isValid(value)) return value;
  throw fault(`${field}.${key}`, value, expected);
}

function objectAt(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw fault(name, value, "an object");
}

function fault(name: string, value: unknown, expected: string): SallyportError {
  return invalid(fieldMessage(name, value, expected));
}

function invalid(message: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_TRANSPORT", message);
}
