export { canonicalArguments, canonicalFlags } from "./canonical-arguments.ts";
export { type FlagOccurrence, type FlagReading, type FlagsRead, type HelpRequested } from "./flag-reading.ts";
export {
  allFlags,
  findFlag,
  type FlagDefinition,
  type FlagDefinitions,
  flagNames,
  type FlagTable,
  type FlagValues,
} from "./flag-table.ts";
export { type Completion, type FlagType } from "./flag-type.ts";
export { flagsOfWord } from "./flags-of-word.ts";
export { formatUsage } from "./format-usage.ts";
export { suggestName } from "./suggest-name.ts";
export { readFlags } from "./read-flags.ts";
export { requireKnownPlatform } from "./require-known-platform.ts";
export { configFlags } from "./tables/config-flags.ts";
export { conformFlags } from "./tables/conform-flags.ts";
export { type CreateFlagValues, createFlags, runFlags } from "./tables/create-flags.ts";
export { deleteFlags } from "./tables/delete-flags.ts";
export { doFlags } from "./tables/do-flags.ts";
export { type DoctorFlags, doctorFlags } from "./tables/doctor-flags.ts";
export { type ExplainFlags, explainFlags } from "./tables/explain-flags.ts";
export { type ExecFlags, execFlags, type ExecFlagValues } from "./tables/exec-flags.ts";
export { type GlobalFlagDefinition } from "./tables/global-flag-definition.ts";
export { globalFlags, globalFlagsOf, type GlobalFlagValues } from "./tables/global-flags.ts";
export { type GvisorRelease, gvisorReleases } from "./tables/gvisor-release.ts";
export { type EngineName, engineNames, type InstallFlags, installFlags } from "./tables/install-flags.ts";
export { killFlags } from "./tables/kill-flags.ts";
export { listFlags } from "./tables/list-flags.ts";
export { manFlags } from "./tables/man-flags.ts";
export { noFlags } from "./tables/no-flags.ts";
export { psFlags } from "./tables/ps-flags.ts";
export {
  type SettingKey,
  settingFlags,
  settingVariable,
  type SettingValues,
} from "./tables/setting-flags.ts";
export { transportsFlags } from "./tables/transports-flags.ts";
export { specFlags } from "./tables/spec-flags.ts";
export { waitFlags } from "./tables/wait-flags.ts";
export { watchFlags, type WatchFlagValues } from "./tables/watch-flags.ts";
export { additionalGids } from "./types/additional-gids.ts";
export { booleanOrText } from "./types/boolean-or-text.ts";
export { boolean } from "./types/boolean.ts";
export { capabilityList } from "./types/capability-list.ts";
export { choice, type ChoiceOptions } from "./types/choice.ts";
export { duration } from "./types/duration.ts";
export { fdMappingList } from "./types/fd-mapping-list.ts";
export { integer, type IntegerOptions } from "./types/integer.ts";
export { optionalDescriptor } from "./types/optional-descriptor.ts";
export { stringList, type StringListOptions } from "./types/string-list.ts";
export { string } from "./types/string.ts";
export { user } from "./types/user.ts";
