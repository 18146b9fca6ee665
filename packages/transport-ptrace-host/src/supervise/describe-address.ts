import type { Text } from "@sallyport/host";

// sys/socket.h
const [AF_UNIX, AF_INET, AF_INET6] = [1, 2, 10];
const familySize = 2;

/**
 * A struct sockaddr as text: `unix:/run/socket` (`unix:@name` for an abstract one), `192.0.2.1:80`,
 * `[2001:db8:0:0:0:0:0:1]:80`, else `family N`.
 */
export function describeAddress(bytes: Uint8Array, text: Pick<Text, "decode">): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = bytes.length < familySize ? 0 : view.getUint16(0, true);
  if (family === AF_UNIX) return `unix:${unixName(bytes.subarray(familySize), text)}`;
  if (family === AF_INET && bytes.length >= 8)
    return `${bytes.subarray(4, 8).join(".")}:${view.getUint16(2)}`;
  if (family === AF_INET6 && bytes.length >= 24) {
    const groups = [8, 10, 12, 14, 16, 18, 20, 22].map((offset) => view.getUint16(offset).toString(16));
    return `[${groups.join(":")}]:${view.getUint16(2)}`;
  }
  return `family ${family}`;
}

function unixName(name: Uint8Array, text: Pick<Text, "decode">): string {
  if (name[0] === 0) return `@${text.decode(name.subarray(1))}`;
  const end = name.indexOf(0);
  return text.decode(end === -1 ? name : name.subarray(0, end));
}
