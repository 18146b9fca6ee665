import type { Children } from "./children.ts";
import type { Clock } from "./clock.ts";
import type { Descriptors } from "./descriptors.ts";
import type { Files } from "./files.ts";
import type { ProcessContext } from "./process-context.ts";
import type { Signals } from "./signals.ts";
import type { Sockets } from "./sockets.ts";
import type { Terminals } from "./terminals.ts";
import type { Text } from "./text.ts";

/**
 * The operating system as sallyport sees it. A failed system call throws a SallyportError with code
 * SALLYPORT_SYSTEM_CALL, the operation, its subject and `errno`. Whatever a method here opens is close-on-exec.
 */
export interface Host {
  readonly process: ProcessContext;
  readonly files: Files;
  readonly descriptors: Descriptors;
  readonly sockets: Sockets;
  readonly terminals: Terminals;
  readonly children: Children;
  readonly signals: Signals;
  readonly clock: Clock;
  readonly text: Text;
}
