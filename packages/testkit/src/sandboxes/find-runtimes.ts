import { existsSync, readFileSync } from "node:fs";
import { SallyportError } from "@sallyport/core";
import { cacheFolder } from "./cache-folder.ts";
import type {
  Conmon,
  Engines,
  OciRuntime,
  OciRuntimeName,
  RunscRelease,
  Runsc,
  Runtimes,
  Shells,
} from "./runtimes.ts";

export function runtimesManifest(): string {
  return cacheFolder("runtimes", "runtimes.json");
}

/** What `installRuntimes` left. Synchronous, so that a test file can name its cases by it. */
export function findRuntimes(): Runtimes {
  const runtimes = readManifest();
  // A list of an earlier checkout has no `oci`.
  const paths = [...(runtimes?.runsc ?? []), ...(runtimes?.oci ?? [])].map(({ path }) => path);
  if (
    runtimes?.oci === undefined ||
    ![...paths, runtimes.contents.busybox].every((path) => existsSync(path))
  ) {
    throw new SallyportError("SALLYPORT_UNSUPPORTED", "the real runtimes are not installed", {
      hint: "run `pnpm build && pnpm runtimes`",
    });
  }
  return runtimes;
}

/** One runsc of `findRuntimes`; the newest when no release is named. */
export function findRunsc(release?: RunscRelease): Runsc {
  const { runsc, missing } = findRuntimes();
  const found = runsc.find((each) => release === undefined || each.release === release);
  if (found !== undefined) return found;
  const reasons = missing.map(({ label, reason }) => `${label}: ${reason}`).join("; ");
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `runsc ${release ?? ""} cannot run here: ${reasons}`);
}

/** The conmon of `findRuntimes`. */
export function findConmon(): Conmon {
  const { conmon, missing } = findRuntimes();
  if (conmon !== undefined) return conmon;
  const reason = missing.find(({ label }) => label === "conmon")?.reason;
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `conmon cannot run here: ${reason}`);
}

/** The engines of `findRuntimes`. */
export function findEngines(): Engines {
  const { engines, missing } = findRuntimes();
  if (engines !== undefined) return engines;
  const reason = missing.find(({ label }) => label.startsWith("podman"))?.reason ?? "they are not installed";
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `podman and containerd cannot run here: ${reason}`);
}

/** The shells of `findRuntimes`. */
export function findShells(): Shells {
  const { shells, missing } = findRuntimes();
  if (shells !== undefined) return shells;
  const reason = missing.find(({ label }) => label.startsWith("zsh"))?.reason ?? "they are not installed";
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `zsh and fish cannot run here: ${reason}`);
}

export function findOciRuntime(name: OciRuntimeName): OciRuntime {
  const { oci, missing } = findRuntimes();
  const found = oci.find((each) => each.name === name);
  if (found !== undefined) return found;
  const reason = missing.find(({ label }) => label === name)?.reason ?? "it is not installed";
  throw new SallyportError("SALLYPORT_UNSUPPORTED", `${name} cannot run here: ${reason}`);
}

function readManifest(): Runtimes | undefined {
  try {
    const runtimes: Runtimes = JSON.parse(readFileSync(runtimesManifest(), "utf8"));
    return runtimes;
  } catch {
    return undefined;
  }
}
