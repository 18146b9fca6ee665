import { demoPrograms } from "./demo-programs.ts";
import { createMockSandbox } from "./mock-sandbox.ts";

export { type FaultPlace, type MockFault } from "./mock-fault.ts";
export { type MockCall } from "./mock-model.ts";
export { type MockContainer, type MockSandboxOptions } from "./mock-options.ts";
export {
  type MockExit,
  type MockInput,
  type MockOutput,
  type MockProcess,
  type MockProgram,
} from "./mock-program.ts";
export { createMockSandbox, type MockSandbox } from "./mock-sandbox.ts";
export { type VirtualClock } from "./virtual-clock.ts";

/** For `--transport mock`: a container `web` with `true`, `false`, `echo`, `cat` and `env`. */
export const transport = createMockSandbox({ programs: demoPrograms }).transport;
