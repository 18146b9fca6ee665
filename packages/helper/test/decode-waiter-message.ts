/** The message as native/waiter/message.h describes it, read independently of the encoder. */
export function decodeWaiterMessage(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes);
  const lengths = [24, 26, 28, 30].map((offset) => buffer.readUInt16LE(offset));
  let offset = 32;
  const parts = lengths.map((length) => buffer.subarray(offset, (offset += length)).toString("hex"));
  const mask = buffer.readBigUInt64LE(16);
  return {
    magic: buffer.toString("latin1", 0, 4),
    version: buffer.readUInt16LE(4),
    mode: buffer[6],
    roles: buffer[7],
    length: buffer.readUInt32LE(8),
    timeLimit: buffer.readUInt32LE(12),
    signals: Array.from({ length: 64 }, (_, index) => index + 1).filter(
      (signal) => ((mask >> BigInt(signal - 1)) & 1n) === 1n,
    ),
    parts,
    end: offset,
  };
}
