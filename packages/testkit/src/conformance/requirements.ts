import { type CapabilityName, capabilityModes, type TransportCapabilities } from "@sallyport/transport";
import type { ConformanceCase } from "./conformance-case.ts";

type Requirement = NonNullable<ConformanceCase["requires"]>;

/** All of them, in any mode but the least. */
export function having(...names: readonly CapabilityName[]): Requirement {
  return (capabilities) => {
    const missing = names.find((name) => isLeast(capabilities, name));
    return missing === undefined ? undefined : `${missing} is ${capabilities[missing]}`;
  };
}

/** The capability is not declared: a case that shows how that is refused. */
export function lacking(name: CapabilityName): Requirement {
  return (capabilities) => (isLeast(capabilities, name) ? undefined : `${name} is ${capabilities[name]}`);
}

/** The capability has exactly that mode. */
export function being<Name extends CapabilityName>(
  name: Name,
  mode: TransportCapabilities[Name],
): Requirement {
  return (capabilities) => (capabilities[name] === mode ? undefined : `${name} is ${capabilities[name]}`);
}

/** The reason of the first that does not hold. */
export function all(...requirements: readonly Requirement[]): Requirement {
  return (capabilities) =>
    requirements.map((requirement) => requirement(capabilities)).find((reason) => reason !== undefined);
}

function isLeast(capabilities: TransportCapabilities, name: CapabilityName): boolean {
  return capabilities[name] === capabilityModes[name][0];
}
