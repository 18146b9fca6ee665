export interface Text {
  encode(text: string): Uint8Array;
  /** Bytes that are not UTF-8 become U+FFFD. */
  decode(bytes: Uint8Array): string;
}
