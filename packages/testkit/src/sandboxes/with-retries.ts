import { setTimeout as delay } from "node:timers/promises";

/** Tries up to `attempts` times, a second apart; throws what the last attempt threw. */
export async function withRetries<Result>(attempts: number, action: () => Promise<Result>): Promise<Result> {
  for (let left = attempts - 1; ; left--) {
    try {
      return await action();
    } catch (error) {
      if (left <= 0) throw error;
      await delay(1000);
    }
  }
}
