import { atomicWriteBehaviours } from "./atomic-write-behaviours.ts";
import type { Behaviour } from "./behaviour.ts";
import { childBehaviours } from "./child-behaviours.ts";
import { descriptorBehaviours } from "./descriptor-behaviours.ts";
import { descriptorPassingBehaviours } from "./descriptor-passing-behaviours.ts";
import { fileBehaviours } from "./file-behaviours.ts";
import { lockBehaviours } from "./lock-behaviours.ts";
import { processBehaviours } from "./process-behaviours.ts";
import { socketBehaviours } from "./socket-behaviours.ts";
import { terminalBehaviours } from "./terminal-behaviours.ts";

/** What every host does. */
export const behaviours: readonly Behaviour[] = [
  ...fileBehaviours,
  ...atomicWriteBehaviours,
  ...lockBehaviours,
  ...socketBehaviours,
  ...terminalBehaviours,
  ...descriptorPassingBehaviours,
  ...descriptorBehaviours,
  ...processBehaviours,
  ...childBehaviours,
];
