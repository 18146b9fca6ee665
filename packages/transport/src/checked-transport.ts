import { fieldMessage } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";
import { checkedHandle } from "./checked-handle.ts";
import { capabilitiesFor } from "./declared-capabilities.ts";
import { keepingContract } from "./keeping-contract.ts";
import type { ListedContainer } from "./container-state.ts";
import { memberOf } from "./member-of.ts";
import type { SandboxTransport } from "./sandbox-transport.ts";

/**
 * The same transport, held to its contract. What it gives is checked, what it throws becomes an error of ours, and
 * nothing is asked of it that it does not declare. Whatever is not part of sallyport is used through this.
 */
export function checkedTransport<Options>(transport: SandboxTransport<Options>): SandboxTransport<Options> {
  const { id, api, capabilities, options, hints } = transport;
  return {
    id,
    api,
    capabilities,
    ...(options && { options }),
    ...(hints && { hints }),
    ...(transport.capabilitiesOf && { capabilitiesOf: transport.capabilitiesOf.bind(transport) }),
    async open(target, host) {
      const handle = await keepingContract(id, "open", () => transport.open(target, host));
      const promised = {
        id,
        containerId: target.container.id,
        capabilities: capabilitiesFor(transport, target.container),
      };
      try {
        return checkedHandle(promised, handle);
      } catch (error) {
        await disposeQuietly(handle);
        throw error;
      }
    },
    ...(transport.list && {
      list: async (target, host) =>
        checkListed(id, await keepingContract(id, "list", () => transport.list?.(target, host))),
    }),
  };
}

/** What may be no handle at all; the defect that led here is the error to tell. */
async function disposeQuietly(handle: unknown): Promise<void> {
  if (!isDisposable(handle)) return;
  try {
    await handle[Symbol.asyncDispose]();
  } catch {
    // See above.
  }
}

function isDisposable(value: unknown): value is AsyncDisposable {
  return typeof memberOf(value, Symbol.asyncDispose) === "function";
}

function checkListed(id: string, listed: unknown): readonly ListedContainer[] {
  if (Array.isArray(listed) && listed.every(isListed)) return listed;
  throw brokenContract(id, fieldMessage("what list gives", listed, "an array of objects with an id"));
}

function isListed(value: unknown): value is ListedContainer {
  return typeof memberOf(value, "id") === "string";
}
