/** Milliseconds to wait between attempts: 1, 2, 4 … up to `longest`, for ever. */
export function* growingDelays(longest: number): Generator<number, never> {
  for (let delay = 1; ; delay = Math.min(delay * 2, longest)) {
    yield delay;
  }
}
