export { type DebianPackage, downloadPackage, downloadSource } from "./apt/download-package.ts";
export { cacheFolder, workspaceFolder } from "./cache-folder.ts";
export { createHostBundle, type HostBundleOptions } from "./create-host-bundle.ts";
export { type Container, startContainer, type StartContainerOptions } from "./start-container.ts";
export { type Bundle, type BundleOptions, createBundle } from "./create-bundle.ts";
export { createRootfs } from "./create-rootfs.ts";
export { describeRunsc, withExecutable } from "./describe-runsc.ts";
export {
  findConmon,
  findEngines,
  findOciRuntime,
  findRunsc,
  findRuntimes,
  findShells,
} from "./find-runtimes.ts";
export { installOnce } from "./install-once.ts";
export { installPackage, installRootfsContents, installRunsc } from "./install-components.ts";
export { type InstallOptions, installRuntimes } from "./install-runtimes.ts";
export { findOnPath } from "./find-on-path.ts";
export { registerLeftover, removeAbandoned } from "./leftovers.ts";
export { restoreDevNull } from "./restore-dev-null.ts";
export { type CommandOptions, type CommandResult, runCommand, tryCommand } from "./run-command.ts";
export { runWithFiles } from "./run-with-files.ts";
export {
  type Conmon,
  type Engines,
  type MissingComponent,
  type OciRuntime,
  type OciRuntimeName,
  type RootfsContents,
  type Runsc,
  type RunscRelease,
  runscReleases,
  type Runtimes,
} from "./runtimes.ts";
export { type Sandbox } from "./sandbox.ts";
export { readSandboxState, type SandboxState, sandboxStatePath } from "./sandbox-state.ts";
export { createScratchFolder, type ScratchFolder } from "./scratch-folder.ts";
export { startSandbox, type StartSandboxOptions } from "./start-sandbox.ts";
