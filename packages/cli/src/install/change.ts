/** A file, as it is and as it is to be; undefined: not there. */
export interface Change {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Permission bits of a new file. */
  readonly mode: number;
}
