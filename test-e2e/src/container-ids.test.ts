import type { Sandbox } from "@sallyport/testkit";
import { startSandbox } from "@sallyport/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusal } from "./support/refusals.ts";
import { releases } from "./support/releases.ts";
import { useSandbox } from "./support/use-sandbox.ts";

describe.each(releases)("the id of a container on $label", (runsc) => {
  const guest = useSandbox({ runsc });
  let longer: Sandbox | undefined;

  beforeAll(async () => {
    const { root, id } = guest.sandbox;
    longer = await startSandbox({ runsc, root, id: `${id}.longer_one+` });
  });
  afterAll(() => longer?.dispose());

  const hostname = ["sh", "-c", "cat /tmp/name"];

  it("is that container, also when it is the beginning of another id", async () => {
    await guest.exec(["sh", "-c", "echo short > /tmp/name"]);
    await guest.run(["exec", longer?.id ?? "", "sh", "-c", "echo longer > /tmp/name"]);
    expect((await guest.exec(hostname)).stdout).toBe("short\n");
    expect((await guest.run(["exec", longer?.id ?? "", ...hostname])).stdout).toBe("longer\n");
  });

  it("may be cut off where one container is left", async () => {
    const { stdout } = await guest.run(["exec", `${guest.sandbox.id}.l`, ...hostname]);
    expect(stdout).toBe("longer\n");
  });

  it("may not be cut off where two are left", async () => {
    const { id } = guest.sandbox;
    const beginning = id.slice(0, -1);
    const message =
      `loading sandbox: id "${beginning}" is ambiguous and could refer to multiple containers: ` +
      `${id}, ${id}.longer_one+`;
    await expectRefusal(guest, { args: ["exec", beginning, "true"], message });
  });

  it.each([
    ["unknown", "nosuch"],
    ["empty", ""],
    ["with a slash", "a/b"],
    ["above", "../root/{id}"],
    ["with a star", "{id}*"],
    ["with a question mark", "{id}?longer_one+"],
    ["with a bracket", "["],
    ["with a range", "[a-z]andbox"],
    ["longer than a file name", "x".repeat(300)],
    ["with blanks", " {id}"],
    ["in capitals", "SANDBOX"],
  ])("has no characters of a meaning of their own: %s", async (_, id) => {
    for (const command of [
      ["exec", id, "true"],
      ["state", id],
      ["kill", id, "0"],
    ]) {
      const subject = id.length > 200 ? "x" : id;
      const message = [`loading sandbox: container "${subject}`, "file does not exist"];
      await expectRefusal(guest, { args: command, message });
    }
  });
});
