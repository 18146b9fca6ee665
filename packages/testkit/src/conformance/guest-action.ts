/** What the cases have programs do in the sandbox. */
export type GuestAction =
  /** Ends with that status. */
  | { readonly do: "exit"; readonly code: number }
  /** Sends itself that signal. */
  | { readonly do: "signal-self"; readonly signal: number }
  | { readonly do: "write"; readonly stdout?: string; readonly stderr?: string; readonly code?: number }
  /** Writes `a` and `b` to stdout and stderr in turn, so many times. */
  | { readonly do: "alternate"; readonly times: number }
  /** Writes so many bytes to both at the same time. */
  | { readonly do: "fill"; readonly stdout: number; readonly stderr: number }
  /** Every byte there is, from 0 to 255. */
  | { readonly do: "all-bytes" }
  /** Copies stdin to stdout. */
  | { readonly do: "copy" }
  /** Prints how many bytes stdin has. */
  | { readonly do: "count" }
  /** Writes without end, until nobody reads. */
  | { readonly do: "endless" }
  /** Prints `ready` and a newline, and waits for ever. */
  | { readonly do: "wait" }
  /** Prints `ready`, and ends with the status when the signal comes. */
  | { readonly do: "trap"; readonly signal: number; readonly code: number }
  /** Prints `ready`, and waits for ever whatever the signal says. */
  | { readonly do: "ignore"; readonly signal: number }
  /** Prints every argument and a NUL byte. */
  | { readonly do: "arguments"; readonly args: readonly string[] }
  /** Prints every variable's value and a NUL byte. */
  | { readonly do: "variables"; readonly names: readonly string[] }
  | { readonly do: "folder" }
  /** Prints user, group, and all groups, a line each. */
  | { readonly do: "identity" }
  /** Prints the effective capabilities, in hexadecimal. */
  | { readonly do: "capabilities" }
  /** Prints 0 or 1. */
  | { readonly do: "no-new-privileges" }
  /** Leaves a process behind that prints the text after so many seconds, and ends. */
  | { readonly do: "leave"; readonly seconds: number; readonly text: string }
  /** Starts a process and waits for it for ever; prints `ready`. */
  | { readonly do: "parent" }
  /** Starts so many processes, leaves them behind and ends with 0; with another status when it cannot. */
  | { readonly do: "start-many"; readonly count: number }
  | { readonly do: "read-descriptor"; readonly number: number }
  | { readonly do: "write-descriptor"; readonly number: number; readonly text: string }
  /** Prints `yes` when its streams are one terminal, `no` otherwise. */
  | { readonly do: "is-terminal" }
  /** Prints `ROWS COLUMNS`, and again whenever that changes, for ever. */
  | { readonly do: "follow-size" };

/** Says what to do as a command line. */
export type GuestLanguage = (action: GuestAction) => readonly string[];
