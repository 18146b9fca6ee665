/** 1 readable, 2 writable, 3 both, 0 none. */
export type Interest = number;

/** What each binding supplies beside the system calls: its event loop and its UTF-8. */
export interface EventLoop {
  /** Called on the loop with what a watched descriptor is ready for, until the interest is taken back. */
  onReady: (fd: number, ready: Interest) => void;
  /**
   * Replaces the interest in a descriptor; any interest keeps the loop alive. 0 or a negative errno, -EPERM for a
   * descriptor that is always ready.
   */
  watch(fd: number, interest: Interest): number;
  /** @param milliseconds at most 2^31 - 1. Returns what stops it. */
  startTimer(milliseconds: number, elapsed: () => void): () => void;
  /** Does not keep the loop alive. Returns what stops it, or a negative errno. */
  watchSignal(signal: number, handler: () => void): (() => void) | number;
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}
