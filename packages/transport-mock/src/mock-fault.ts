/**
 * Something that goes wrong, once: the first call that it is about uses it up. `lose` is a connection that ends,
 * `hang` a call that is never answered, `wrong` an answer that no transport may give.
 */
export type MockFault =
  | { readonly at: "open"; readonly kind: "refuse" | "hang" }
  /** `lose`: before the process starts. `lose-started`: afterwards, so that it runs. */
  | { readonly at: "start"; readonly kind: "refuse" | "hang" | "lose" | "lose-started" | "wrong" }
  | { readonly at: "wait"; readonly kind: "hang" | "lose" | "wrong" }
  | { readonly at: "signal"; readonly kind: "refuse" | "hang" | "lose" }
  /** The sandbox dies when its processes have written that many bytes: what came before stays. */
  | { readonly at: "output"; readonly kind: "die"; readonly after: number };

export type FaultPlace = MockFault["at"];

/** What is still to go wrong, in order. */
export interface FaultList {
  add(fault: MockFault): void;
  /** Uses up the next fault at that place. */
  take<Place extends FaultPlace>(place: Place): Extract<MockFault, { at: Place }> | undefined;
}

export function createFaultList(faults: readonly MockFault[]): FaultList {
  let left = [...faults];
  return {
    add: (fault) => void left.push(fault),
    take(place) {
      const isThere = (fault: MockFault): fault is Extract<MockFault, { at: typeof place }> =>
        fault.at === place;
      const found = left.find(isThere);
      left = left.filter((fault) => fault !== found);
      return found;
    },
  };
}
