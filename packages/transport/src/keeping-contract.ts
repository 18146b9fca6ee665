import { errorCodes, isSallyportError, messageOf } from "@sallyport/core";
import { brokenContract } from "./broken-contract.ts";

/** Does something of a transport. What it throws, and is no error that sallyport knows, becomes SALLYPORT_TRANSPORT_DEFECT. */
export async function keepingContract<Result>(
  id: string,
  what: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // It may have another version of our errors.
    if (isSallyportError(error) && Object.hasOwn(errorCodes, error.code)) throw error;
    throw brokenContract(
      id,
      `${what} failed with something that is no SallyportError: ${messageOf(error)}`,
      error,
    );
  }
}
