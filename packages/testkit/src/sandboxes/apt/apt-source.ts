/** One entry of apt's source lists, whichever format it was written in. sources.list(5) */
export interface AptSource {
  readonly types: readonly string[];
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Every other field by its deb822 name (`Signed-By`, `Trusted` …); several lines for an inline key. */
  readonly options: Readonly<Record<string, string>>;
}
