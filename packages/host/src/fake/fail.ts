import { type ErrnoName, errnoNumbers } from "@sallyport/core";

/** Thrown inside the fake, and turned into a negative result at its edge. */
class FakeFailure extends Error {
  readonly number: number;

  constructor(name: keyof typeof errnoNumbers) {
    super(name);
    this.number = errnoNumbers[name];
  }
}

export function fail(name: ErrnoName & keyof typeof errnoNumbers): never {
  throw new FakeFailure(name);
}

/** The result of a call, or its failure as a negative errno. */
export function resultOf(body: () => number | undefined): number {
  try {
    return body() ?? 0;
  } catch (error) {
    if (error instanceof FakeFailure) {
      return -error.number;
    }
    throw error;
  }
}
