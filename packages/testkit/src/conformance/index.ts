export {
  type CaseCommand,
  type ConformanceCase,
  type ConformanceContext,
  type Finished,
  type Output,
  type Running,
  type StartOptions,
} from "./conformance-case.ts";
export { conformanceCases } from "./conformance-cases.ts";
export { type ConformanceTest, conformanceTests } from "./conformance-tests.ts";
export { type ConformanceTarget, type GivenProgram, type Sacrifice } from "./conformance-target.ts";
export { tap } from "./tap.ts";
export { type GuestAction, type GuestLanguage } from "./guest-action.ts";
export { posixGuest } from "./posix-guest.ts";
export {
  type CaseResult,
  type ConformanceOptions,
  type ConformanceReport,
  reasonToSkip,
  runCase,
  runConformance,
} from "./run-conformance.ts";
