import { toJSONSchema } from "zod/mini";
import type { SupervisionPolicy } from "../supervision.ts";
import { parseWith } from "./parse-with.ts";
import { supervisionPolicySchema } from "./supervision-policy-schema.ts";

/** Reads what a policy file holds. Throws SALLYPORT_INVALID_POLICY `paths[0].access[1] "all" must be read or write`. */
export function parseSupervisionPolicy(value: unknown): SupervisionPolicy {
  return parseWith(supervisionPolicySchema, value, {
    code: "SALLYPORT_INVALID_POLICY",
    root: "the policy",
    fieldPrefix: "",
  });
}

/** The same as JSON Schema, for editors. */
export function supervisionPolicyJsonSchema(): object {
  return {
    title: "Policy of sallyport exec --policy",
    ...toJSONSchema(supervisionPolicySchema, { io: "input" }),
  };
}
