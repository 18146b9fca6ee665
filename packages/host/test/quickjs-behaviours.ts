import { behaviours } from "../src/behaviour/behaviours.ts";
import { createQuickJsHost, type Native } from "../src/quickjs/create-quickjs-host.ts";
import type { Host } from "../src/port/host.ts";

/** One line of what this program prints. */
export interface BehaviourResult {
  readonly name: string;
  /** What was thrown, if anything. */
  readonly error?: string;
  /** Descriptors that were open before and after. */
  readonly descriptors: readonly [number, number];
}

/** A program for QuickJS: runs each behaviour in the folder that is named after its index, below its argument. */
export function start(native: Native): () => boolean {
  const { host, turn } = createQuickJsHost(native);
  void run(host).then(() => native.exit(0));
  return turn;
}

async function run(host: Host): Promise<void> {
  // Some behaviours wait for a signal alone, which keeps no loop alive.
  host.clock.delay(60_000);
  for (const [index, behaviour] of behaviours.entries()) {
    const before = countDescriptors(host);
    const error = await failure(() => behaviour.run({ host, directory: `${host.process.argv[1]}/${index}` }));
    const result: BehaviourResult = {
      name: behaviour.name,
      ...(error === undefined ? {} : { error }),
      descriptors: [before, countDescriptors(host)],
    };
    host.descriptors.write(1, host.text.encode(`${JSON.stringify(result)}\n`));
  }
}

async function failure(body: () => void | Promise<void>): Promise<string | undefined> {
  try {
    await body();
    return undefined;
  } catch (error) {
    return error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
  }
}

/** The pipe of signals stays open once a signal was watched. */
function countDescriptors(host: Host): number {
  host.signals.watch([28], () => undefined)[Symbol.dispose]();
  return host.files.list("/proc/self/fd").length;
}
