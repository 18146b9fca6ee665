import type { Host } from "../port/host.ts";

interface BehaviourContext {
  readonly host: Host;
  /** Empty, but for what the case asked for. */
  readonly directory: string;
}

/** One thing that every host does, told without a test framework: it also runs where there is none. */
export interface Behaviour {
  readonly name: string;
  /** Real programs and /proc: not on the fake. */
  readonly needs?: "kernel";
  /** Targets by name in the directory. */
  readonly symlinks?: Readonly<Record<string, string>>;
  /** Names in the directory. */
  readonly fifos?: readonly string[];
  run(context: BehaviourContext): void | Promise<void>;
}
