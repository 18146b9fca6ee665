import type { TransportSources } from "@sallyport/runtime";
import type { ConfigurationFile } from "@sallyport/runtime/configuration";
import type { Programs } from "./programs.ts";

/** Packages beside the configuration files, and those beside our own. */
export function transportSourcesOf(
  programs: Pick<Programs, "folder" | "importModule">,
  configuration: readonly ConfigurationFile[],
): TransportSources {
  return {
    configuration,
    get packageFolders() {
      return packageFoldersAbove(programs.folder ?? "");
    },
    importModule: programs.importModule,
  };
}

/** Every `node_modules` on the way up, the nearest first. */
function packageFoldersAbove(folder: string): readonly string[] {
  const names = folder.split("/");
  return names
    .flatMap((name, index) => (name === "node_modules" ? [names.slice(0, index + 1).join("/")] : []))
    .toReversed();
}
