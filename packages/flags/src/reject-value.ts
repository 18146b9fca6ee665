import { SallyportError } from "@sallyport/core";

/** Ends a `parse`: the reader puts the flag's name and the text in front of the reason. */
export function rejectValue(reason: string): never {
  throw new SallyportError("SALLYPORT_USAGE", reason);
}
