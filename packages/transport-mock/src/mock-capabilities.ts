import type { DeclaredCapabilities } from "@sallyport/transport";

/** What a mock sandbox can do: all that needs no other program. */
export const mockCapabilities: DeclaredCapabilities = {
  tty: "emulated",
  signals: "any",
  processGroupSignals: true,
  separateStderr: true,
  users: true,
  linuxCapabilities: true,
  noNewPrivileges: "chosen",
  environment: true,
  workingDirectory: true,
  passFds: true,
  reattach: true,
  init: true,
  list: true,
  state: true,
  processes: true,
  statistics: true,
};
