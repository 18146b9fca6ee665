import { fieldPath, messageOf, SallyportError } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";
import type { SandboxTransport } from "./sandbox-transport.ts";
import type { SchemaIssue } from "./standard-schema.ts";

/**
 * What a transport's schema makes of its configured options; they are `{}` where none are configured.
 *
 * @throws SallyportError SALLYPORT_INVALID_CONFIGURATION with the path of the first fault
 */
export async function parseOptions<Options>(
  { id, options: schema }: Pick<SandboxTransport<Options>, "id" | "options">,
  configured: Readonly<Record<string, unknown>> | undefined,
): Promise<Options | undefined> {
  if (schema === undefined) {
    if (configured === undefined || Object.keys(configured).length === 0) return undefined;
    throw invalid(
      `transport "${id}" takes no options, and ${Object.keys(configured).join(", ")} is configured`,
    );
  }
  const result = await validated(id, () => schema["~standard"].validate(configured ?? {}));
  if (result.issues === undefined) return result.value;
  const [issue, ...more] = result.issues;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  throw invalid(
    `options of transport "${id}": ${issue === undefined ? "invalid" : issueText(issue)}${others}`,
  );
}

async function validated<Result>(id: string, validate: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await validate();
  } catch (error) {
    throw brokenContract(id, `its options' schema threw: ${messageOf(error)}`, error);
  }
}

/** `ports[0]: expected a number`; the path is left out where it is the options themselves. */
function issueText({ message, path = [] }: SchemaIssue): string {
  const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
  const text = fieldPath(keys);
  return text === "" ? message : `${text}: ${message}`;
}

function invalid(message: string): SallyportError {
  return new SallyportError("SALLYPORT_INVALID_CONFIGURATION", message);
}
