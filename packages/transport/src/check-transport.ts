import { fieldMessage, SallyportError } from "@sallyport/core";
import { memberOf } from "./member-of.ts";
import type { SandboxTransport } from "./sandbox-transport.ts";
import { differingCapability, parseCapabilities, type TransportManifest } from "./transport-manifest.ts";

/**
 * The transport that a module exports, once it is what the package's manifest says.
 *
 * @param module the namespace of the module
 * @throws SallyportError SALLYPORT_INVALID_TRANSPORT with what differs
 */
export function checkTransport(module: object, manifest: TransportManifest): SandboxTransport {
  const transport = memberOf(module, "transport");
  if (transport === undefined) {
    throw invalid(
      `${manifest.module} exports no "transport", but ${Object.keys(module).join(", ") || "nothing"}`,
      "it has to be an ES module with `export const transport = defineTransport({ … })`",
    );
  }
  if (!isTransport(transport)) {
    throw invalid(`what ${manifest.module} exports is no transport: ${shapeProblem(transport)}`);
  }
  compareWithManifest(transport, manifest);
  return transport;
}

function isTransport(value: unknown): value is SandboxTransport {
  return shapeProblem(value) === undefined;
}

/** What keeps a value from being a transport. */
function shapeProblem(transport: unknown): string | undefined {
  if (typeof transport !== "object" || transport === null) return fieldMessage("it", transport, "an object");
  const [open, list, capabilitiesOf, options] = ["open", "list", "capabilitiesOf", "options"].map((name) =>
    memberOf(transport, name),
  );
  if (typeof open !== "function") return fieldMessage("open", open, "a function");
  if (!isFunctionOrAbsent(list)) return fieldMessage("list", list, "a function");
  if (!isFunctionOrAbsent(capabilitiesOf))
    return fieldMessage("capabilitiesOf", capabilitiesOf, "a function");
  if (options === undefined || isStandardSchema(options)) return undefined;
  return fieldMessage("options", options, "a schema of a library that keeps to Standard Schema 1");
}

function compareWithManifest(transport: SandboxTransport, manifest: TransportManifest): void {
  for (const key of ["api", "id"] as const) {
    if (transport[key] !== manifest[key]) throw mismatch(key, transport[key], manifest[key]);
  }
  const declared = parseCapabilities("transport.capabilities", transport.capabilities);
  const name = differingCapability(declared, manifest.capabilities);
  if (name !== undefined) throw mismatch(`capabilities.${name}`, declared[name], manifest.capabilities[name]);
  const lists = transport.list !== undefined;
  if (lists === (declared.list ?? false)) return;
  throw invalid(
    `capabilities.list is ${declared.list ?? false}, but the transport has ${lists ? "a" : "no"} function "list"`,
  );
}

function isFunctionOrAbsent(value: unknown): boolean {
  return value === undefined || typeof value === "function";
}

function isStandardSchema(value: unknown): boolean {
  const standard = memberOf(value, "~standard");
  return memberOf(standard, "version") === 1 && typeof memberOf(standard, "validate") === "function";
}

function mismatch(key: string, own: unknown, said: unknown): SallyportError {
  return invalid(
    `${key} is ${JSON.stringify(own) ?? "missing"} in the code and ${JSON.stringify(said) ?? "missing"} in package.json`,
    "what package.json says is shown and compared with requests without running any code: the two have to be the same",
  );
}

function invalid(message: string, hint?: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_TRANSPORT", message, hint === undefined ? {} : { hint });
}
