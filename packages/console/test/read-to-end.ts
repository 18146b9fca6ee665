import { type Host, readable } from "@sallyport/host";

/** Everything that comes out of a pipe until its last writer is gone. */
export async function readToEnd(host: Host, fd: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  const buffer = new Uint8Array(10_000);
  for (;;) {
    await readable(host, fd);
    const length = host.descriptors.read(fd, buffer);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(buffer.slice(0, length));
  }
}
