import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** What publint has against a packed package; suggestions count as well. */
export async function lintTarball(tarball: Uint8Array): Promise<string[]> {
  // A copy: the buffer behind a small file has other files in it.
  const { buffer } = new Uint8Array(tarball);
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: buffer } });
  return messages.map(
    (message) => `${message.type}: ${formatMessage(message, pkg, { color: false }) ?? message.code}`,
  );
}
