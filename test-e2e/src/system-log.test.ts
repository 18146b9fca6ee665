import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createScratchFolder, findOciRuntime } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useNativeProgram } from "./support/native-program.ts";
import { sallyport, startProgram } from "./support/program.ts";

/** Runs its further arguments where /run and /dev are empty, but for /dev/null. `$1` is an empty folder. */
const apart = `set -e
mount -t tmpfs none /run
mkdir -p /run/systemd/journal
mount -t tmpfs none "$1"
touch "$1/null"
mount --bind /dev/null "$1/null"
mount --move "$1" /dev
shift
exec "$@"`;

const time = "[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d";
const record = String.raw`\{"msg":".*nosuch.*","level":"error","time":"[^"]*"\}`;
const journal = "/run/systemd/journal/socket";

describe("an error of", () => {
  const scratch = createScratchFolder();
  const receiver = useNativeProgram("datagrams");
  const { path, libraries } = findOciRuntime("crun");
  const programs = { sallyport: [...sallyport, "--dialect", "crun"], "the real crun": [path] };

  beforeAll(() => mkdirSync(join(scratch.path, "dev")));
  afterAll(() => scratch.dispose());

  /** What came in at a socket while a program failed. */
  async function datagrams(program: readonly string[], socket: string, flags: readonly string[]) {
    const failing = [...program, ...flags, "--root", scratch.path, "exec", "nosuch", "true"];
    const words = ["unshare", "--mount", "--propagation", "private", "sh", "-c", apart, "sh"];
    const environment = { LD_LIBRARY_PATH: libraries };
    const run = startProgram([...words, join(scratch.path, "dev"), receiver(), socket, ...failing], {
      environment,
    });
    const { stdout, stderr } = await run.ended;
    expect(stderr).toContain("nosuch");
    return stdout;
  }

  describe.each(Object.entries(programs))("%s is sent", (_, program) => {
    it("to syslog, in its words", async () => {
      expect(await datagrams(program, "/dev/log", ["--log=syslog:web"])).toMatch(
        new RegExp(String.raw`^<11>${time} web: .*nosuch.*\n$`),
      );
      expect(await datagrams(program, "/dev/log", ["--log=syslog:web", "--log-format=json"])).toMatch(
        new RegExp(String.raw`^<11>${time} web: ${record}\n$`),
      );
    });

    it("to the journal, as fields", async () => {
      // Those of the real one begin with the place in its source, and its ID is (null).
      const fields = String.raw`PRIORITY=3\\x0aMESSAGE=.*nosuch.*\\x0aID=.*\\x0aSYSLOG_IDENTIFIER=crun\\x0a\n$`;
      expect(await datagrams(program, journal, ["--log=journald:web"])).toMatch(new RegExp(fields));
    });
  });

  it("sallyport is told on standard error alone where nobody listens", async () => {
    expect(await datagrams(programs.sallyport, "/dev/other", ["--log=syslog:web"])).toBe("");
  });
});
