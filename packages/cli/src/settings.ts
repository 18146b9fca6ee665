import { type Dialect, isSallyportError, quoted, SallyportError } from "@sallyport/core";
import {
  type FlagType,
  type GlobalFlagValues,
  type SettingKey,
  settingFlags,
  settingVariable,
  type SettingValues,
} from "@sallyport/flags";
import type { ConfigurationFile } from "@sallyport/runtime/configuration";

export type SettingOrigin =
  | { readonly kind: "flag" }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

interface Setting<Value> {
  readonly value: Value;
  /** As it was said. */
  readonly text: string;
  readonly origin: SettingOrigin;
}

/** What holds for a program run: a flag counts most, then a variable, then the configuration. */
export type Settings = {
  readonly [Key in SettingKey]: Setting<NonNullable<SettingValues[Key]>> | undefined;
};

interface Sources {
  /** Chooses among the delegates of a file. */
  readonly dialect?: Dialect | undefined;
  readonly globals: GlobalFlagValues;
  readonly environment: Readonly<Record<string, string>>;
  /** The one that counts most first. */
  readonly files: readonly ConfigurationFile[];
}

/**
 * Where flags do not say it. The flags of `exec` are not read yet, and count more than what is found here.
 *
 * @throws SallyportError SALLYPORT_INVALID_CONFIGURATION for a text that the flag would not take
 */
export function resolveSettings({ globals, environment, files, dialect }: Sources): Settings {
  const otherwise = <Value>(
    key: Exclude<SettingKey, "delegate">,
    { type }: { readonly type: FlagType<Value> },
  ) => fromVariable(key, type, environment) ?? fromFiles(key, type, files);
  const { root, delegate, transport, compat, netRaw, detachKeys, detachTimeout, drainTimeout, orphan } =
    settingFlags;
  return {
    // Engines say `--root ""` for none.
    root: fromFlag(globals.root || undefined) ?? otherwise("root", root),
    delegate:
      fromFlag(globals.delegate || undefined) ??
      fromVariable("delegate", delegate.type, environment) ??
      fromDelegates(dialect, files),
    transport: fromFlag(globals.transport) ?? placed(otherwise("transport", transport)),
    compat: fromFlag(globals.compat) ?? otherwise("compat", compat),
    netRaw: fromFlag(globals.netRaw) ?? otherwise("netRaw", netRaw),
    detachKeys: otherwise("detachKeys", detachKeys),
    detachTimeout: otherwise("detachTimeout", detachTimeout),
    drainTimeout: otherwise("drainTimeout", drainTimeout),
    orphan: otherwise("orphan", orphan),
  };
}

/** A path in a file is relative to that file; a variable must not name code to run. */
function placed(transport: Setting<string> | undefined): Setting<string> | undefined {
  if (transport === undefined || !/^[./]/.test(transport.value)) return transport;
  const { value, origin } = transport;
  if (origin.kind === "variable") {
    throw new SallyportError(
      "SALLYPORT_INVALID_CONFIGURATION",
      `${origin.name} ${quoted(value)} must be a name, not a path`,
      { hint: "--transport takes a path, and so does the configuration" },
    );
  }
  const isRelative = origin.kind === "file" && !value.startsWith("/");
  return isRelative
    ? { ...transport, value: origin.path.replace(/[^/]*$/, value.replace(/^\.\//, "")) }
    : transport;
}

function fromFlag<Value>(value: Value | undefined): Setting<Value> | undefined {
  return value === undefined ? undefined : { value, text: String(value), origin: { kind: "flag" } };
}

/** An empty variable says nothing. */
function fromVariable<Value>(
  key: SettingKey,
  type: FlagType<Value>,
  environment: Readonly<Record<string, string>>,
): Setting<Value> | undefined {
  const name = settingVariable(key);
  const text = environment[name];
  return text ? { value: parse(name, type, text), text, origin: { kind: "variable", name } } : undefined;
}

function fromDelegates(
  dialect: Dialect | undefined,
  files: readonly ConfigurationFile[],
): Setting<string> | undefined {
  if (dialect === undefined) return undefined;
  for (const { path, content } of files) {
    const value = content.delegates?.[dialect];
    if (value !== undefined) return { value, text: value, origin: { kind: "file", path } };
  }
  return undefined;
}

function fromFiles<Value>(
  key: Exclude<SettingKey, "delegate">,
  type: FlagType<Value>,
  files: readonly ConfigurationFile[],
): Setting<Value> | undefined {
  for (const { path, content } of files) {
    const said = content[key];
    if (said === undefined) continue;
    const text = String(said);
    const value = parse(`configuration file "${path}": ${key}`, type, text);
    return { value, text, origin: { kind: "file", path } };
  }
  return undefined;
}

function parse<Value>(subject: string, type: FlagType<Value>, text: string): Value {
  try {
    return type.parse(text, undefined);
  } catch (error) {
    if (!isSallyportError(error)) throw error;
    throw new SallyportError(
      "SALLYPORT_INVALID_CONFIGURATION",
      `${subject} ${quoted(text)}: ${error.message}`,
      {
        cause: error,
      },
    );
  }
}
