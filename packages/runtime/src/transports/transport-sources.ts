import type { ConfigurationFile } from "../configuration/read-configuration.ts";

/** Where transports come from that are not built in. */
export interface TransportSources {
  /** The one that counts most first: names and options of transports, and packages in `node_modules` beside each. */
  readonly configuration: readonly ConfigurationFile[];
  /** Folders of packages that were installed with the program, the nearest first. */
  readonly packageFolders: readonly string[];
  /** Evaluates an ES module by its absolute path and gives its namespace. Absent: this program cannot. */
  readonly importModule: ((path: string) => Promise<object>) | undefined;
}
