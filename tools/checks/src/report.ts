/** What a check found. */
export interface Report {
  /** One line each, with the file first. */
  readonly problems: readonly string[];
  /** One line, whether or not there are problems. */
  readonly summary: string;
}
