import { containerCases } from "./cases/container-cases.ts";
import { descriptorCases } from "./cases/descriptor-cases.ts";
import { exitCases } from "./cases/exit-cases.ts";
import { hostCases } from "./cases/host-cases.ts";
import { inputCases } from "./cases/input-cases.ts";
import { lifetimeCases } from "./cases/lifetime-cases.ts";
import { lossCases } from "./cases/loss-cases.ts";
import { outputCases } from "./cases/output-cases.ts";
import { processCases } from "./cases/process-cases.ts";
import { signalCases } from "./cases/signal-cases.ts";
import { startCases } from "./cases/start-cases.ts";
import { terminalCases } from "./cases/terminal-cases.ts";
import type { ConformanceCase } from "./conformance-case.ts";

/** What every transport does, or those that declare it. */
export const conformanceCases: readonly ConformanceCase[] = [
  ...startCases,
  ...exitCases,
  ...outputCases,
  ...inputCases,
  ...processCases,
  ...signalCases,
  ...descriptorCases,
  ...terminalCases,
  ...containerCases,
  ...hostCases,
  ...lifetimeCases,
  ...lossCases,
];
