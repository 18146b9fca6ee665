import { withContext } from "@sallyport/core";
import { type Host, writeAll } from "@sallyport/host";

/** In one write, as the files of cgroups want it. */
export function writeFile(host: Host, path: string, text: string): void {
  const fd = host.files.open(path, { access: "write" });
  try {
    writeAll(host, fd, host.text.encode(text));
  } catch (error) {
    throw withContext(path, error);
  } finally {
    host.descriptors.close(fd);
  }
}
