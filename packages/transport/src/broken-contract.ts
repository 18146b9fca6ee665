import { SallyportError } from "@sallyport/core";

/** A transport that does something else than the contract says. */
export function brokenContract(id: string, what: string, cause?: unknown): SallyportError {
  return new SallyportError("SALLYPORT_TRANSPORT_DEFECT", `transport "${id}" breaks its contract: ${what}`, {
    hint: "this is a defect in that transport: `sallyport conform` shows its authors where",
    details: { transport: id },
    ...(cause === undefined ? {} : { cause }),
  });
}
