import type { ArgumentKind } from "@sallyport/helper";

/** `descriptor` is a C int, of which the upper half of the register says nothing; `address` a struct sockaddr. */
export type TracedKind = "number" | "descriptor" | "text" | "texts" | "address";

const at = ["descriptor", "text"] as const;

/** Arguments of calls about files, programs and the network: what is recorded where nobody says otherwise. */
export const callSignatures: Readonly<Record<string, readonly TracedKind[]>> = {
  execve: ["text", "texts"],
  execveat: [...at, "texts"],
  open: ["text", "number", "number"],
  creat: ["text", "number"],
  openat: [...at, "number", "number"],
  openat2: at,
  truncate: ["text", "number"],
  unlink: ["text"],
  unlinkat: [...at, "number"],
  rmdir: ["text"],
  mkdir: ["text", "number"],
  mkdirat: [...at, "number"],
  rename: ["text", "text"],
  renameat: [...at, ...at],
  renameat2: [...at, ...at, "number"],
  link: ["text", "text"],
  linkat: [...at, ...at, "number"],
  symlink: ["text", "text"],
  symlinkat: ["text", ...at],
  chmod: ["text", "number"],
  fchmodat: [...at, "number"],
  chown: ["text", "number", "number"],
  lchown: ["text", "number", "number"],
  fchownat: [...at, "number", "number", "number"],
  connect: ["descriptor", "address"],
  bind: ["descriptor", "address"],
};

const otherCall: readonly TracedKind[] = ["number", "number", "number", "number", "number", "number"];

export function signatureOf(call: string): readonly TracedKind[] {
  return callSignatures[call] ?? otherCall;
}

/** What the supervisor reads for it. */
export function argumentKind(kind: TracedKind): ArgumentKind {
  if (kind === "address") return "sized";
  return kind === "descriptor" ? "number" : kind;
}
