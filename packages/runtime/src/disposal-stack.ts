/** Owns what one piece of work opened: given back in reverse order, all of it, also when one of them fails. */
export class DisposalStack implements AsyncDisposable {
  readonly #owned: (() => void | PromiseLike<void>)[] = [];

  defer(giveBack: () => void | PromiseLike<void>): void {
    this.#owned.push(giveBack);
  }

  use<T extends AsyncDisposable | Disposable>(resource: T): T {
    this.defer(() =>
      Symbol.asyncDispose in resource ? resource[Symbol.asyncDispose]() : resource[Symbol.dispose](),
    );
    return resource;
  }

  /** Throws the first failure, after everything was given back. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let giveBack = this.#owned.pop(); giveBack !== undefined; giveBack = this.#owned.pop()) {
      try {
        await giveBack();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
