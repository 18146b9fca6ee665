import { type Dialect, messageOf, SallyportError } from "@sallyport/core";
import type { EngineConfiguration } from "./engine-configuration.ts";

const path = "/etc/docker/daemon.json";

/** An entry of `runtimes` in daemon.json; everything else in it stays. */
export const dockerConfiguration: EngineConfiguration = {
  path: () => path,
  configured(before, runtime, file) {
    const { daemon, runtimes } = read(before);
    return text({ ...daemon, runtimes: { ...runtimes, [nameOf(runtime)]: { path: file } } });
  },
  unconfigured(before, runtime) {
    if (before === undefined) return undefined;
    const { daemon, runtimes } = read(before);
    const { [nameOf(runtime)]: _, ...others } = runtimes;
    const { runtimes: __, ...rest } = daemon;
    return text(Object.keys(others).length === 0 ? rest : { ...rest, runtimes: others });
  },
  next: (runtime) => `systemctl reload docker, then docker run --runtime ${nameOf(runtime)} …`,
};

/** docker keeps the name runc for its own. */
function nameOf(runtime: Dialect): string {
  return runtime === "runc" ? "sallyport-runc" : runtime;
}

type JsonObject = Readonly<Record<string, unknown>>;

function read(before = "{}"): { readonly daemon: JsonObject; readonly runtimes: JsonObject } {
  const daemon = parse(before);
  const runtimes = isObject(daemon) ? (daemon["runtimes"] ?? {}) : undefined;
  if (isObject(daemon) && isObject(runtimes)) return { daemon, runtimes };
  throw invalid("runtimes must be an object in an object");
}

function parse(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch (error) {
    throw invalid(messageOf(error));
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(daemon: JsonObject): string {
  return `${JSON.stringify(daemon, undefined, 2)}\n`;
}

function invalid(why: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_CONFIGURATION", `${path}: ${why}`);
}
