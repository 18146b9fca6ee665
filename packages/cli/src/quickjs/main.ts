import type { Native } from "@sallyport/host/quickjs";
import { answerVersion } from "./answer-version.ts";

/** What the executable calls first; the result runs a turn of the event loop. */
export function start(native: Native): () => boolean {
  if (answerVersion(native)) native.exit(0);
  let turn: (() => boolean) | undefined;
  void import("./start-program.ts").then(({ startProgram }) => {
    turn = startProgram(native);
  });
  return () => turn?.() ?? false;
}
