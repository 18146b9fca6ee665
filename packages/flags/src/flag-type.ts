/** What a shell offers for a value: these words, or what is there of a kind; paths are of this machine. */
export type Completion = readonly string[] | "files" | "directories" | "containers" | "transports";

/**
 * How one flag's value is written and read. `absent` is the value of a flag that was not given.
 * A list type returns everything given so far: `previous` followed by what `text` adds.
 */
export interface FlagType<Value, Absent = undefined> {
  /** A `boolean` flag never takes the next word: its value, if any, follows `=`. */
  readonly kind: "boolean" | "value";
  /** Stands for the value in usage texts, for instance `PATH`. */
  readonly valueName: string;
  readonly absent: Absent;
  /** Absent: a shell offers nothing. */
  readonly completion?: Completion;
  /** The reason that `parse` throws is the whole message: gVisor reads such a value after the flags and does not name the flag. */
  readonly reasonIsMessage?: boolean;
  /** @throws SallyportError SALLYPORT_USAGE whose message is the reason alone. */
  parse(text: string, previous: Value | undefined): Value;
  /** The texts that, parsed one after the other, give `value` again. */
  format(value: Value): readonly string[];
}
