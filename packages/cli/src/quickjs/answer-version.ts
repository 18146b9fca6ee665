import type { Native } from "@sallyport/host/quickjs";
import { versionText } from "../version-text.ts";

const SIGPIPE = 13;
const questions = ["version", "--version", "-version"];

/**
 * Prints the version where nothing else is asked, without the rest of the program being loaded: engines ask often.
 * False where it is not asked, or cannot be written; the program then does it, or tells why it cannot.
 */
export function answerVersion(
  native: Pick<Native, "argv" | "encode" | "setSignalIgnored" | "write">,
): boolean {
  const [, question, ...more] = native.argv;
  if (question === undefined || more.length > 0 || !questions.includes(question)) return false;
  native.setSignalIgnored(SIGPIPE, 1);
  return native.write(1, native.encode(versionText)) === versionText.length;
}
