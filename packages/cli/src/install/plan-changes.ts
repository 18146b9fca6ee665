import type { Host } from "@sallyport/host";
import { readIfThere } from "./apply-changes.ts";
import type { Change } from "./change.ts";
import { engineConfigurations } from "./engine-configuration.ts";
import { type Place, standInPath, standInText } from "./stand-in.ts";

/** The files that differ from what they are to be; none where it is installed. */
export function installation(host: Host, place: Place, delegate: string): Change[] {
  const file = standInPath(place);
  const engine = engineConfigurations[place.engine];
  const path = engine.path(place.runtime);
  const before = readIfThere(host, path);
  return [
    {
      path: file,
      before: readIfThere(host, file),
      after: standInText(host.process.self, place.runtime, delegate),
      mode: 0o755,
    },
    { path, before, after: engine.configured(before, place.runtime, file), mode: 0o644 },
  ].filter(isChange);
}

export function removal(host: Host, place: Place): Change[] {
  const file = standInPath(place);
  const engine = engineConfigurations[place.engine];
  const path = engine.path(place.runtime);
  const before = readIfThere(host, path);
  return [
    { path, before, after: engine.unconfigured(before, place.runtime, file), mode: 0o644 },
    { path: file, before: readIfThere(host, file), after: undefined, mode: 0o755 },
  ].filter(isChange);
}

function isChange({ before, after }: Change): boolean {
  return before !== after;
}
