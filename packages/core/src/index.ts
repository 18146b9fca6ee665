export { type Accounts, type Group, homeOf, parseGroups, parseUsers, type User } from "./accounts.ts";
export { capabilityMask, capabilityNames, ociCapabilityMasks, withoutNetRaw } from "./capabilities.ts";
export { type CapabilityName, capabilityNameList } from "./capability-names.ts";
export { type Configuration, type TransportConfiguration } from "./configuration.ts";
export {
  type ContainerKind,
  type ContainerRecord,
  type ContainerStatus,
  type HostContainer,
  type OciPersonality,
  type SandboxRecord,
} from "./container-record.ts";
export { convertRequest, type ConvertOptions } from "./convert-request.ts";
export { type Dialect, dialectNames, isDialect } from "./dialect.ts";
export { resolveEnvironment } from "./environment.ts";
export { crunRecord, type CrunStatus } from "./crun-status.ts";
export { errnoMessage, type ErrnoName, errnoName } from "./errno.ts";
export { errnoNumbers } from "./errno-numbers.ts";
export { type ErrorCode, type ErrorReason, errorCodes } from "./error-codes.ts";
export { type CapabilityMasks, type ExecArgs } from "./exec-args.ts";
export { type ExecRules, execRules, type ExecRulesName, execRulesNames, rulesFor } from "./exec-rules.ts";
export {
  type ExecRequest,
  type HostRequest,
  type ProcessOverrides,
  type ProcessSpecification,
  type RequestedProcess,
  type UserChoice,
} from "./exec-request.ts";
export { fieldMessage } from "./field-message.ts";
export { fieldPath } from "./field-path.ts";
export { createFilePayload, type FdMapping, type FilePayload, maximumPayloadFiles } from "./file-payload.ts";
export { type HostConfiguration } from "./host-configuration.ts";
export { parseGvisorRelease } from "./gvisor-release.ts";
export { createJsonValueScanner, type JsonValueScanner } from "./json-value-scanner.ts";
export { type JsonValueOutcome } from "./json-value-tracker.ts";
export { messageOf } from "./message-of.ts";
export {
  deviceTypes,
  type HookName,
  type NamespaceType,
  namespaceTypes,
  type OciConfiguration,
  type OciDevice,
  type OciDeviceRule,
  type OciHook,
  type OciHooks,
  type OciIdMapping,
  type OciLinux,
  type OciMount,
  type OciResources,
  type Propagation,
} from "./oci-configuration.ts";
export {
  type CapabilitySetName,
  capabilitySetNames,
  type OciCapabilities,
  type OciIoPriority,
  type OciProcess,
  type OciRlimit,
  type OciScheduler,
  type OciUser,
} from "./oci-process.ts";
export {
  type OciSeccomp,
  type OciSeccompCondition,
  type OciSeccompRule,
  type SeccompAction,
  seccompActions,
  type SeccompArchitecture,
  seccompArchitectures,
  type SeccompFlag,
  seccompFlags,
  type SeccompOperator,
  seccompOperators,
} from "./oci-seccomp.ts";
export { parseExactJson } from "./parse-exact-json.ts";
export { type OwnCgroup, ownRecord, type OwnState, ownStateVersion } from "./own-state.ts";
export { printable, quoted } from "./printable.ts";
export { type ProcessAttributes } from "./process-attributes.ts";
export { namesUser, resolveUser } from "./resolve-user.ts";
export {
  isSallyportError,
  SallyportError,
  type SallyportErrorOptions,
  withContext,
} from "./sallyport-error.ts";
export { type StateOrigin } from "./runsc-state.ts";
export { type HostOrigin, runcBundle, runcRecord, type RuncState } from "./runc-state.ts";
export { signalName, signalNumber } from "./signals.ts";
export { signalNames } from "./signal-names.ts";
export {
  type DenialErrno,
  type PathPermission,
  type ResourceLimits,
  type SupervisionLevel,
  supervisionLevels,
  type SupervisionPolicy,
  type TracedCalls,
} from "./supervision.ts";
export { hasErrno, systemError } from "./system-error.ts";
export { readUsualCrunStatus, readUsualHostConfiguration, readUsualRuncState } from "./usual-host-state.ts";
export { readUsualOwnState } from "./usual-own-state.ts";
export { readUsualRunscState } from "./usual-runsc-state.ts";
export { decodeWaitStatus, encodeWaitStatus, exitStatusOf, type WaitStatus } from "./wait-status.ts";
export { type Resolvers, withResolvers } from "./with-resolvers.ts";
