import { printable, SallyportError } from "@sallyport/core";
import { jsonType, protocolError } from "./protocol-error.ts";

/**
 * The result in a reply: `{"success":bool,"err":string,"result":any}`.
 *
 * @throws SallyportError SALLYPORT_REMOTE with the sandbox's own text when it refused, SALLYPORT_PROTOCOL when
 * the text is not such a reply.
 */
export function readResult(method: string, text: string): unknown {
  const reply = parseReply(method, text);
  const { success, err, result } = reply;
  if (typeof success !== "boolean") {
    throw protocolError(method, `success is ${jsonType(success)}, not a boolean`);
  }
  if (typeof err !== "string") throw protocolError(method, `err is ${jsonType(err)}, not a string`);
  if (success) return result;
  throw new SallyportError("SALLYPORT_REMOTE", printable(err) || `urpc method "${method}" failed`, {
    details: { method },
  });
}

function parseReply(method: string, text: string): { success?: unknown; err?: unknown; result?: unknown } {
  let reply: unknown;
  try {
    reply = JSON.parse(text);
  } catch (error) {
    throw protocolError(
      method,
      `not JSON: ${printable(error instanceof Error ? error.message : String(error))}`,
    );
  }
  if (typeof reply !== "object" || reply === null || Array.isArray(reply)) {
    throw protocolError(method, `${jsonType(reply)}, not an object`);
  }
  // Own properties only: a key such as `__proto__` must not lend the reply its members.
  const own = (key: string): unknown => (Object.hasOwn(reply, key) ? Reflect.get(reply, key) : undefined);
  return { success: own("success"), err: own("err"), result: own("result") };
}
