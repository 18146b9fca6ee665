import { errnoName, systemError } from "@sallyport/core";

/** The result of a system call, or its failure thrown with operation and subject. */
export function checked(result: number, operation: string, subject: string): number {
  if (result < 0) {
    throw systemError(operation, subject, errnoName(-result));
  }
  return result;
}
