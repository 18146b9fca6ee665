import type { Dialect } from "./dialect.ts";

/** What a configuration file says. The keys are those of the flags, and so are the values' texts: a duration is `10s`. */
export interface Configuration {
  readonly root?: string | undefined;
  readonly transport?: string | undefined;
  readonly compat?: string | undefined;
  readonly netRaw?: boolean | undefined;
  readonly detachKeys?: string | undefined;
  readonly detachTimeout?: string | undefined;
  readonly drainTimeout?: string | undefined;
  readonly orphan?: boolean | undefined;
  /** The runtimes that sallyport hands over to, by the dialect that it is called in: absolute paths. */
  readonly delegates?: { readonly [dialect in Dialect]?: string | undefined } | undefined;
  /** By the name that `--transport` takes. */
  readonly transports?: Readonly<Record<string, TransportConfiguration>> | undefined;
}

export interface TransportConfiguration {
  /** Name of a package, or path of its folder, relative to that of the configuration file. Absent: by the name. */
  readonly package?: string | undefined;
  /** As the transport's own schema has them. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}
