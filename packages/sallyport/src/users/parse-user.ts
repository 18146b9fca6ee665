import type { UserChoice } from "@sallyport/core";
import type { UserIds } from "../exec-options.ts";

const number = /^\d+$/;

/** What `1000`, `1000:1000`, `bob` or `bob:staff` asks for; ids as they are. */
export function parseUser(user: number | string | UserIds | undefined): UserChoice {
  if (user === undefined) return {};
  if (typeof user === "number") return { uid: user };
  if (typeof user === "object") return user;
  const [name = "", group] = user.split(":", 2);
  return {
    ...(number.test(name) ? { uid: Number(name) } : { userName: name }),
    ...(group === undefined ? {} : number.test(group) ? { gid: Number(group) } : { groupName: group }),
  };
}
