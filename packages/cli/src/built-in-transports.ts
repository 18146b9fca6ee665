/** Ids of the transports that are part of the program; a test compares them with those of the runtime. */
const builtInTransports: readonly string[] = ["socket"];

export function isBuiltIn(transport: string): boolean {
  return builtInTransports.includes(transport);
}
