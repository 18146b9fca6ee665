export interface LayerRule {
  /** Packages of this workspace that it may import, by folder name; `*` ends a prefix. */
  readonly imports: readonly string[];
  /** Those of `imports` of which only types may be taken. */
  readonly typesOnly?: readonly string[];
  /** Modules of other packages, exactly as they are written in an import. */
  readonly external?: readonly string[];
  /** Folders below the package that are bound to Node; `.` for the whole package. */
  readonly node?: readonly string[];
  /** Folders within them that are not. */
  readonly portable?: readonly string[];
}

/** Who may import whom. A package that is not here fails the check. The order is that of the layers. */
const layerRules: Readonly<Record<string, LayerRule>> = {
  core: { imports: [], external: ["zod/mini"] },
  flags: { imports: ["core"] },
  host: { imports: ["core"], node: ["src/node"] },
  transport: { imports: ["core", "host"], typesOnly: ["host"] },
  console: { imports: ["core", "host"] },
  helper: { imports: ["core", "host"] },
  "transport-socket": { imports: ["core", "host", "transport"] },
  "transport-*": { imports: ["core", "host", "transport", "helper", "console"] },
  runtime: {
    imports: ["core", "flags", "host", "transport", "transport-*", "console", "helper"],
    external: ["tsyringe"],
  },
  sallyport: {
    imports: ["core", "host", "transport", "transport-*", "console", "helper", "runtime"],
    node: ["."],
  },
  cli: {
    imports: ["core", "flags", "host", "transport", "transport-*", "console", "helper", "runtime", "testkit"],
    external: ["commander", "tsyringe"],
    node: ["src/node"],
  },
  testkit: {
    imports: ["core", "host", "transport", "transport-mock"],
    node: ["."],
    portable: ["src/conformance"],
  },
};

/** An exact name goes before a prefix. */
export function ruleOf(
  name: string,
  rules: Readonly<Record<string, LayerRule>> = layerRules,
): LayerRule | undefined {
  const pattern = Object.keys(rules).find((each) => each.endsWith("*") && matches(each, name));
  return rules[name] ?? (pattern === undefined ? undefined : rules[pattern]);
}

/** `transport-*` matches `transport-socket`; anything else only itself. */
export function matches(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
