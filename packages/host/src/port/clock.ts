export interface Delay {
  readonly elapsed: Promise<void>;
  /** Ends the wait early; `elapsed` then never settles. */
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since boot, suspended time included. */
  sinceBoot(): number;
  delay(milliseconds: number): Delay;
}
