import type { ArgumentContent, CallEvent } from "@sallyport/helper";
import type { Text } from "@sallyport/host";
import type { TracedArgument } from "@sallyport/transport";
import type { TracedKind } from "./call-signatures.ts";
import { describeAddress } from "./describe-address.ts";

const more = "…";

/** The arguments of a call, as a trace has them. */
export function describeArguments(
  { arguments: words, contents }: CallEvent,
  kinds: readonly TracedKind[],
  text: Pick<Text, "decode">,
): TracedArgument[] {
  return kinds.map((kind, index) => {
    const word = words[index] ?? 0n;
    const found = contents.filter(({ argument }) => argument === index);
    switch (kind) {
      case "number":
        return describeNumber(BigInt.asIntN(64, word));
      case "descriptor":
        return Number(BigInt.asIntN(32, word));
      case "texts":
        return word === 0n ? [] : found.map((each) => describeContent(each, text));
      default: {
        const [content] = found;
        if (content === undefined) return null;
        if (kind === "text") return describeContent(content, text);
        return content.state === "unreadable" ? null : describeAddress(content.bytes, text);
      }
    }
  });
}

/** A decimal number where it is exact. */
export function describeNumber(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : `0x${BigInt.asUintN(64, value).toString(16)}`;
}

function describeContent({ state, bytes }: ArgumentContent, text: Pick<Text, "decode">): string | null {
  if (state === "unreadable") return null;
  return state === "cut" ? `${text.decode(bytes)}${more}` : text.decode(bytes);
}
