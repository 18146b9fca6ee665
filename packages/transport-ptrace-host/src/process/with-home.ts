/** True where a variable HOME is missing or empty: runc and crun set it then. */
export function needsHome(environment: readonly string[]): boolean {
  const own = environment.find((entry) => entry.startsWith("HOME="));
  return own === undefined || own === "HOME=";
}

/** The environment with that home directory, where it needs one. */
export function withHome(environment: readonly string[], home: string): readonly string[] {
  if (!needsHome(environment)) return environment;
  return [...environment.filter((entry) => entry !== "HOME="), `HOME=${home}`];
}
