import { hasErrno, isSallyportError, type SallyportError } from "@sallyport/core";

export function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) {
    throw new Error(`${what}: expected ${wanted}, found ${found}`);
  }
}

/** The failure of a body that has to fail with this errno. */
export async function failureOf(
  errno: SallyportError["errno"] & string,
  body: () => unknown,
): Promise<SallyportError> {
  try {
    await body();
  } catch (error) {
    if (isSallyportError(error) && hasErrno(error, errno)) {
      return error;
    }
    throw error;
  }
  throw new Error(`expected a failure with ${errno}`);
}
