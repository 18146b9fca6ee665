import { describe, expect, it } from "vitest";
import { versionText } from "../version-text.ts";
import { answerVersion } from "./answer-version.ts";

/** Of an executable that is called so; `taken` is what a write to descriptor 1 gives. */
function answer(argv: readonly string[], taken = versionText().length) {
  const written: string[] = [];
  const answered = answerVersion({
    argv,
    encode: (text) => new TextEncoder().encode(text),
    setSignalIgnored: () => 0,
    write(fd, bytes) {
      if (fd === 1 && taken > 0) written.push(new TextDecoder().decode(bytes));
      return taken;
    },
  });
  return { answered, written };
}

describe("the version, asked of the executable", () => {
  it.each(["version", "--version", "-version"])("is printed for %s", (word) => {
    expect(answer(["/opt/sallyport", word])).toEqual({ answered: true, written: [versionText()] });
  });

  it.each([[[]], [["exec"]], [["version", "1"]], [["--debug", "version"]], [["--version=false"]]])(
    "is left to the program for %j",
    (words) => {
      expect(answer(["sallyport", ...words])).toEqual({ answered: false, written: [] });
    },
  );

  it("is left to the program that is called by a runtime's name", () => {
    expect(answer(["/usr/bin/runsc", "--version"])).toEqual({ answered: false, written: [] });
  });

  it("is left to the program where it cannot be written, for the reason to be told", () => {
    const EPIPE = 32;
    expect(answer(["sallyport", "version"], -EPIPE)).toEqual({ answered: false, written: [] });
  });
});
