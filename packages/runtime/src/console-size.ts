import type { OciProcess } from "@sallyport/core";
import type { WindowSize } from "@sallyport/host";

/** What a process file or a bundle says of its terminal. */
export function consoleSize({ consoleSize: size }: OciProcess): WindowSize | undefined {
  return size === undefined ? undefined : { rows: size.height, columns: size.width };
}
