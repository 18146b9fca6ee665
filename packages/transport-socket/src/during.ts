import { withContext } from "@sallyport/core";

/** What `operation` gives; its failure says what was being done. */
export async function during<Result>(context: string, operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    throw withContext(context, error);
  }
}
