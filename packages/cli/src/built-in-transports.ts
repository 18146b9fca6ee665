/** The transports that are part of the program, by id; a test compares them with those of the runtime. */
export const builtInTransports: Readonly<Record<string, string>> = {
  socket: "gVisor's control socket",
  "ptrace-host": "the host's own kernel: containers of runc and crun",
};

export const builtInIds: readonly string[] = Object.keys(builtInTransports);

export function isBuiltIn(transport: string): boolean {
  return builtInIds.includes(transport);
}
