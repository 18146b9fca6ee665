/**
 * What the composition root needs of tsyringe: values and factories by token. The whole of it would be a tenth of what
 * an exec evaluates.
 */
type Provider =
  | { readonly useValue: unknown }
  | { readonly useFactory: (resolver: DependencyContainer) => unknown };

class DependencyContainer {
  readonly #providers = new Map<symbol, Provider>();

  createChildContainer(): DependencyContainer {
    return new DependencyContainer();
  }

  register(token: symbol, provider: Provider): void {
    this.#providers.set(token, provider);
  }

  resolve(token: symbol): unknown {
    const provider = this.#providers.get(token);
    if (provider === undefined) throw new Error(`nothing is bound to ${String(token)}`);
    return "useValue" in provider ? provider.useValue : provider.useFactory(this);
  }
}

export const container = new DependencyContainer();

export function instanceCachingFactory<T>(
  create: (resolver: DependencyContainer) => T,
): (resolver: DependencyContainer) => T {
  let made: { readonly instance: T } | undefined;
  return (resolver) => (made ??= { instance: create(resolver) }).instance;
}
