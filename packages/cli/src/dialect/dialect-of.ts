import { type Dialect, isDialect } from "@sallyport/core";

/** The dialect of a program that is called by a runtime's name, through a link for instance. */
export function dialectOfName(path: string | undefined): Dialect | undefined {
  const name = path?.slice(path.lastIndexOf("/") + 1);
  return name !== undefined && isDialect(name) ? name : undefined;
}
