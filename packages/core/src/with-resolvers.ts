/** A promise and what settles it: Promise.withResolvers, to be replaced by it once Node 20 is no longer supported. */
export interface Resolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

export function withResolvers<T>(): Resolvers<T> {
  let onResolve: Resolvers<T>["resolve"];
  let onReject: Resolvers<T>["reject"];
  const promise = new Promise<T>((resolve, reject) => {
    onResolve = resolve;
    onReject = reject;
  });
  return { promise, resolve: (value) => onResolve(value), reject: (reason) => onReject(reason) };
}
