import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OciSeccomp, SeccompArchitecture } from "@sallyport/core";
import { parseOciSeccomp } from "@sallyport/core/schemas";
import { installPackage } from "@sallyport/testkit";

/** A profile as engines have it: rules depend on the machine and on the container's capabilities. */
export interface EngineProfile {
  readonly defaultAction: string;
  readonly defaultErrnoRet?: number | undefined;
  readonly syscalls: readonly EngineRule[];
}

interface EngineRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly unknown[] | null;
  readonly includes?: Condition;
  readonly excludes?: Condition;
}

interface Condition {
  readonly caps?: readonly string[];
  readonly arches?: readonly string[];
}

export interface EngineContainer {
  /** As Go calls it: `amd64`. */
  readonly machine: string;
  readonly capabilities: readonly string[];
  readonly architectures: readonly SeccompArchitecture[];
}

/** Podman's default profile, which began as Docker's. */
export async function readEngineProfile(): Promise<EngineProfile> {
  const folder = await installPackage(
    "golang-github-containers-common",
    "bookworm",
    (line) => void process.stderr.write(`${line}\n`),
  );
  return JSON.parse(readFileSync(join(folder, "usr/share/containers/seccomp.json"), "utf8"));
}

/** What the engine writes into a container's config.json. */
export function resolveProfile(profile: EngineProfile, container: EngineContainer): OciSeccomp {
  const { defaultAction, defaultErrnoRet, syscalls } = profile;
  const resolved = parseOciSeccomp({
    defaultAction,
    defaultErrnoRet,
    architectures: container.architectures,
    syscalls: syscalls.filter((rule) => applies(rule, container)),
  });
  if (resolved === undefined) throw new TypeError("not a profile");
  return resolved;
}

function applies({ includes = {}, excludes = {} }: EngineRule, container: EngineContainer): boolean {
  const { machine, capabilities } = container;
  const hasAll = (includes.caps ?? []).every((name) => capabilities.includes(name));
  const isFor = (includes.arches ?? [machine]).includes(machine);
  const isExcluded =
    (excludes.caps ?? []).some((name) => capabilities.includes(name)) ||
    (excludes.arches ?? []).includes(machine);
  return hasAll && isFor && !isExcluded;
}
