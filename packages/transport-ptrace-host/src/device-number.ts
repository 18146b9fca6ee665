/** A device's number as system calls take and stat(2) gives it: 12 bits of the major and 20 of the minor one. */
export function deviceNumber({ major, minor }: { readonly major: number; readonly minor: number }): number {
  return ((minor & 0xff) | (major << 8) | ((minor & 0xfff00) << 12)) >>> 0;
}
