import type { Native } from "@sallyport/host/quickjs";
import { versionText } from "../version-text.ts";

const SIGPIPE = 13;
const questions = ["version", "--version", "-version"];

const ownName = /(?:^|\/)sallyport$/u;

/**
 * Prints the version where nothing else is asked, without the rest of the program being loaded: engines ask often.
 * False where it is not asked, or asked of a runtime by its name, or cannot be written; the program then does it, or
 * tells why it cannot.
 */
export function answerVersion(
  native: Pick<Native, "argv" | "encode" | "setSignalIgnored" | "write">,
): boolean {
  const [name = "", question, ...more] = native.argv;
  if (!ownName.test(name)) return false;
  if (question === undefined || more.length > 0 || !questions.includes(question)) return false;
  native.setSignalIgnored(SIGPIPE, 1);
  const text = versionText();
  return native.write(1, native.encode(text)) === text.length;
}
