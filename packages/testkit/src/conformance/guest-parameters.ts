import type { GuestAction } from "./guest-action.ts";

/** The words of a command line that carry what has to arrive byte by byte. */
export function guestParameters(action: GuestAction): readonly string[] {
  switch (action.do) {
    case "arguments":
      return action.args;
    case "variables":
      return action.names;
    case "write":
      return [action.stdout ?? "", action.stderr ?? "", String(action.code ?? 0)];
    case "leave":
    case "write-descriptor":
      return [action.text];
    default:
      return [];
  }
}
