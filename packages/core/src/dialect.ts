export const dialectNames = ["runsc", "runc", "crun"] as const;

/** The runtime whose manners a caller expects: flags, exit statuses, log records, how a request is completed. */
export type Dialect = (typeof dialectNames)[number];

export function isDialect(name: string): name is Dialect {
  return dialectNames.some((each) => each === name);
}
