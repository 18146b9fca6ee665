import type { GuestAction, GuestLanguage } from "./guest-action.ts";
import { guestParameters } from "./guest-parameters.ts";

/** Until it is signaled; a trap interrupts `wait`, and nothing else. */
const waiting = "while :; do sleep 1 > /dev/null 2>&1 & wait $!; done";

/**
 * As scripts for a POSIX shell: the sandbox has `sh`, `cat`, `head`, `wc`, `yes`, `sleep`, `id`, `grep`, `od` and, where
 * it gives terminals, `stty`.
 */
export const posixGuest: GuestLanguage = (action) => [
  "sh",
  "-c",
  scriptOf(action),
  "sh",
  ...guestParameters(action),
];

function scriptOf(action: GuestAction): string {
  switch (action.do) {
    case "exit":
      return `exit ${action.code}`;
    case "signal-self":
      return `kill -${action.signal} $$; ${waiting}`;
    case "write":
      return 'printf %s "$1"; printf %s "$2" >&2; exit "$3"';
    case "alternate":
      return `i=0; while [ $i -lt ${action.times} ]; do printf a; printf b >&2; i=$((i + 1)); done`;
    case "fill":
      return `head -c ${action.stderr} /dev/zero >&2 & head -c ${action.stdout} /dev/zero; wait`;
    case "all-bytes":
      return `printf '${octalBytes()}'`;
    case "copy":
      return "exec cat";
    case "count":
      return "exec wc -c";
    case "endless":
      return "exec yes";
    case "wait":
      return "echo ready; exec sleep 100000";
    case "trap":
      return `trap 'kill $!; exit ${action.code}' ${action.signal}; echo ready; ${waiting}`;
    case "ignore":
      return `trap '' ${action.signal}; echo ready; exec sleep 100000`;
    case "arguments":
      return String.raw`for each; do printf '%s\0' "$each"; done`;
    case "variables":
      return String.raw`for name; do eval "printf '%s\\0' \"\$$name\""; done`;
    case "folder":
      return "pwd";
    case "identity":
      return "id -u; id -g; id -G";
    case "capabilities":
      return ofStatus("CapEff");
    case "no-new-privileges":
      return ofStatus("NoNewPrivs");
    case "leave":
      return `(sleep ${action.seconds}; printf %s "$1") & exit 0`;
    case "parent":
      return `sleep 100000 & echo ready; wait`;
    case "start-many":
      return `i=0; while [ $i -lt ${action.count} ]; do sleep 100000 & i=$((i + 1)); done`;
    case "read-descriptor":
      return `exec cat <&${action.number}`;
    case "write-descriptor":
      return `printf %s "$1" >&${action.number}`;
    case "is-terminal":
      return "if [ -t 0 ] && [ -t 1 ] && [ -t 2 ]; then echo yes; else echo no; fi";
    case "follow-size":
      return `trap 'stty size' WINCH; stty size; ${waiting}`;
    default:
      throw unknownAction(action);
  }
}

/** A line of /proc/self/status (proc(5)). */
function ofStatus(field: string): string {
  return `while read -r name value; do if [ "$name" = ${field}: ]; then echo $value; fi; done < /proc/self/status`;
}

function unknownAction(action: never): Error {
  return new Error(`no such action: ${JSON.stringify(action)}`);
}

function octalBytes(): string {
  return Array.from({ length: 256 }, (_, byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
