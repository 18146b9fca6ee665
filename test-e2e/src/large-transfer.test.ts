import { createHash, randomFillSync } from "node:crypto";
import { createReadStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { startProgram } from "./support/program.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const size = 64 * 1024 * 1024;

describe.each(releases)("64 MiB of random bytes on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  let digest: string;

  beforeAll(() => {
    const bytes = randomFillSync(Buffer.allocUnsafe(size));
    digest = createHash("sha256").update(bytes).digest("hex");
    writeFileSync(join(guest.folder, "data"), bytes);
  });

  it.each([
    ["pipes", 'cat data | "$@" | sha256sum'],
    ["regular files", '"$@" < data > copy && sha256sum < copy'],
    ["a regular file and a pipe", '"$@" < data | sha256sum'],
    ["a pipe and the end of a regular file", 'cat data | "$@" >> appended && sha256sum < appended'],
  ])("arrive through %s", async (_, script) => {
    expect(await guest.shell(script, ["cat"])).toMatchObject({ stdout: `${digest}  -\n`, stderr: "" });
  });

  it("arrive through sockets", async () => {
    const { child, ended } = startProgram(guest.execWords(["cat"]), { inputStaysOpen: true });
    const hash = createHash("sha256");
    child.stdout?.on("data", (chunk: Buffer) => hash.update(chunk));
    if (child.stdin !== null) await pipeline(createReadStream(join(guest.folder, "data")), child.stdin);
    expect((await ended).status).toBe(0);
    expect(hash.digest("hex")).toBe(digest);
  });

  it("arrive at a command that ends with its own status", async () => {
    const command = ["sh", "-c", "sha256sum; exit 3"];
    expect(await guest.shell('"$@" < data', command)).toMatchObject({ status: 3, stdout: `${digest}  -\n` });
  });
});
