import { capabilityMask } from "@sallyport/core";
import { expectEqual, expectOutput, expectTrue, textOf } from "../assertions.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { all, being, having, lacking } from "../requirements.ts";

/** What shells, JSON and terminals take for something else. */
const awkward = [
  ["", " ", "a b", "'", '"', "\\", "$HOME", "`id`", "*", "-n", "--", "line\nbreak", "tab\t", "%s", "~"],
  ["\u001b[2J", "ünïcödé", "日本", "\u{1F6AA}", "a=b", ";", "&", "|", "#", "$(exit 3)", "{}", "!!"],
].flat();
const many = Array.from({ length: 1000 }, (_, index) => `argument ${index}`);
const long = "x".repeat(100_000);
const names = awkward.map((_, index) => `SALLYPORT_TEST_${index}`);
const chown = "CAP_CHOWN";

export const processCases: readonly ConformanceCase[] = [
  {
    id: "arguments/byte-exact",
    title: "hands on arguments to the byte",
    async run({ run, host }) {
      const { stdout } = await run({ do: "arguments", args: awkward });
      expectEqual(host.text.decode(stdout).split("\0").slice(0, -1), awkward, "arguments");
    },
  },
  {
    id: "arguments/many",
    title: "hands on a thousand arguments",
    async run({ run }) {
      expectOutput(await run({ do: "arguments", args: many }), many.map((each) => `${each}\0`).join(""));
    },
  },
  {
    id: "arguments/long",
    title: "hands on an argument of 100,000 bytes",
    run: async ({ run }) => expectOutput(await run({ do: "arguments", args: [long] }), `${long}\0`),
  },
  {
    id: "environment/byte-exact",
    title: "hands on variables to the byte",
    requires: having("environment"),
    async run({ run, host }) {
      const env = awkward.map((value, index) => `${names[index]}=${value}`);
      const { stdout } = await run({ do: "variables", names }, { env });
      expectEqual(host.text.decode(stdout).split("\0").slice(0, -1), awkward, "variables");
    },
  },
  {
    id: "environment/of-one",
    title: "gives one program's variables to no other",
    requires: having("environment"),
    async run({ run }) {
      const env = ["SALLYPORT_TEST=mine"];
      expectOutput(await run({ do: "variables", names: ["SALLYPORT_TEST"] }, { env }), "mine\0");
      expectOutput(await run({ do: "variables", names: ["SALLYPORT_TEST"] }), "\0");
    },
  },
  {
    id: "environment/undeclared",
    title: "is not asked for variables when it does not declare them",
    requires: lacking("environment"),
    run: async ({ refuse }) => refuse({ env: ["A=1"] }, "environment"),
  },
  {
    id: "folder/given",
    title: "starts a program in the folder that is asked for",
    requires: having("workingDirectory"),
    run: async ({ run }) => expectOutput(await run({ do: "folder" }, { cwd: "/tmp" }), "/tmp\n"),
  },
  {
    id: "folder/undeclared",
    title: "is not asked for a folder when it does not declare it",
    requires: lacking("workingDirectory"),
    run: async ({ refuse }) => refuse({ cwd: "/tmp" }, "workingDirectory"),
  },
  {
    id: "user/ids",
    title: "runs a program as the user and group that are asked for",
    requires: having("users"),
    async run({ run }) {
      const { stdout } = await run({ do: "identity" }, { user: { uid: 1234, gid: 2345 } });
      expectEqual(textOf(stdout).split("\n").slice(0, 2), ["1234", "2345"], "user and group");
    },
  },
  {
    id: "user/additional-groups",
    title: "gives a program the additional groups that are asked for",
    requires: having("users"),
    async run({ run }) {
      const user = { uid: 1234, gid: 2345 };
      const { stdout } = await run({ do: "identity" }, { user, additionalGids: [3456, 4567] });
      const groups = textOf(stdout).split("\n")[2]?.split(" ") ?? [];
      expectTrue(
        ["3456", "4567"].every((each) => groups.includes(each)),
        `groups are ${groups.join(" ")}`,
      );
    },
  },
  {
    id: "user/undeclared",
    title: "is not asked for a user when it does not declare that",
    requires: lacking("users"),
    async run({ refuse }) {
      refuse({ user: { uid: 5 } }, "users");
      refuse({ additionalGids: [5] }, "users");
    },
  },
  {
    id: "capabilities/given",
    title: "gives a program the Linux capabilities that are asked for",
    requires: all(having("linuxCapabilities"), having("users")),
    async run({ run }) {
      const { stdout } = await run({ do: "capabilities" }, { capabilities: [chown] });
      const effective = Number.parseInt(textOf(stdout).trim(), 16);
      const bit = Math.log2(capabilityMask([chown]));
      expectTrue(
        Math.floor(effective / 2 ** bit) % 2 === 1,
        `effective capabilities are ${textOf(stdout).trim()}`,
      );
    },
  },
  {
    id: "capabilities/undeclared",
    title: "is not asked for Linux capabilities when it does not declare them",
    requires: lacking("linuxCapabilities"),
    run: async ({ refuse }) => refuse({ capabilities: [chown] }, "linuxCapabilities"),
  },
  {
    id: "no-new-privileges/chosen",
    title: "sets no_new_privs when it is asked for, and not otherwise",
    requires: being("noNewPrivileges", "chosen"),
    async run({ run }) {
      expectOutput(await run({ do: "no-new-privileges" }, { noNewPrivileges: true }), "1\n");
      expectOutput(await run({ do: "no-new-privileges" }, { noNewPrivileges: false }), "0\n");
    },
  },
  {
    id: "no-new-privileges/always",
    title: "takes a request for no_new_privs that holds anyway",
    requires: being("noNewPrivileges", "always"),
    run: async ({ run }) =>
      expectOutput(await run({ do: "write", stdout: "fine" }, { noNewPrivileges: true }), "fine"),
  },
  {
    id: "no-new-privileges/undeclared",
    title: "is not asked for no_new_privs when it does not declare it",
    requires: lacking("noNewPrivileges"),
    run: async ({ refuse }) => refuse({ noNewPrivileges: true }, "noNewPrivileges"),
  },
];
