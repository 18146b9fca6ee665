import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, it } from "vitest";
import { expectRefusal, itRefuses } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

const minimal = { args: ["true"], cwd: "/", env: ["PATH=/bin"] };

describe.each(releases)("a process file that will not do on $label", (runsc) => {
  const guest = useSandbox({ runsc });

  beforeAll(() => {
    writeFileSync(join(guest.folder, "good.json"), JSON.stringify(minimal));
    mkdirSync(join(guest.folder, "directory"));
  });

  const refused = (name: string, args: readonly string[], message: string) => ({
    name,
    args: ["exec", ...args],
    message: `parsing process spec: ${message}`,
  });
  itRefuses(guest, [
    refused("one that is missing", ["--process", "no.json", "{id}"], "error opening process file: no.json"),
    refused("a directory", ["--process", "directory", "{id}"], "error opening process file: directory"),
    refused("a command beside it", ["--process", "good.json", "{id}", "true"], "a container-id is required"),
    refused("no container", ["--process", "good.json"], "a container-id is required"),
  ]);

  it.concurrent.each<[string, string, string]>([
    ["empty", "", "EOF"],
    ["blank", " \n", "EOF"],
    ["cut short", '{"args": ["true"', "unexpected EOF"],
    ["not JSON", "args: [true]", "error parsing process file: bad"],
    ["a list", "[]", "process [] must be an object"],
    ["a number", "7", "process 7 must be an object"],
    ["null", "null", "process null must be an object"],
    ["with a string for args", '{"args":"true"}', 'process.args "true" must be an array of strings'],
    ["with a number in args", '{"args":["true",7]}', "process.args[1] 7 must be a string"],
    ["with a negative uid", '{"user":{"uid":-1}}', "process.user.uid -1 must be"],
    ["with too large a gid", '{"user":{"gid":4294967296}}', "process.user.gid 4294967296 must be"],
    ["with a string for terminal", '{"terminal":"no"}', 'process.terminal "no" must be a boolean'],
    ["without args", '{"cwd":"/"}', "process.args is missing"],
    ["with no args", '{"cwd":"/","args":[]}', "process.args [] must be"],
    ["without cwd", '{"args":["true"]}', "process.cwd is missing: it must be an absolute path"],
    ["with a relative cwd", '{"args":["true"],"cwd":"tmp"}', 'process.cwd "tmp" must be an absolute path'],
    [
      "with an unknown capability",
      JSON.stringify({ ...minimal, capabilities: { effective: ["CAP_NOPE"] } }),
      'error creating capabilities: unknown capability "CAP_NOPE"',
    ],
    [
      "with a variable without =",
      JSON.stringify({ ...minimal, env: ["A=1", "FOO"] }),
      "getting environment variables: invalid variable: FOO",
    ],
    ["with a NUL byte", JSON.stringify({ ...minimal, args: ["a\0b"] }), "a string without NUL bytes"],
  ])("is refused: %s", async (name, text, message) => {
    const file = `bad ${name}.json`.replaceAll("/", "");
    writeFileSync(join(guest.folder, file), text);
    await expectRefusal(guest, { args: ["exec", "--process", file, "{id}"], message });
  });
});
