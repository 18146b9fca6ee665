import { describe, expect, it } from "vitest";
import { readResult } from "./reply.ts";

function failureOf(text: string): unknown {
  try {
    return { result: readResult("m", text) };
  } catch (error) {
    return error;
  }
}

describe("readResult", () => {
  it.each([
    ['{"success":true,"err":"","result":2}', 2],
    ['{"success":true,"err":"","result":{}}', {}],
    [' {"result":null,"err":"","success":true,"more":1}\n', null],
  ])("takes the result of %s", (text, expected) => {
    expect(readResult("m", text)).toEqual(expected);
  });

  it("throws the sandbox's own text", () => {
    expect(failureOf('{"success":false,"err":"container \\"x\\" not found","result":null}')).toMatchObject({
      code: "SALLYPORT_REMOTE",
      message: 'container "x" not found',
    });
  });

  it("keeps terminal escapes and other control characters out of the message", () => {
    const err = "a\u001b[2J\u009b\u202eb\nc";
    expect(failureOf(JSON.stringify({ success: false, err, result: null }))).toMatchObject({
      message: String.raw`a\x1b[2J\u009b\u202eb\nc`,
    });
  });

  it("names the method when the sandbox gives no reason", () => {
    expect(failureOf('{"success":false,"err":"","result":null}')).toMatchObject({
      code: "SALLYPORT_REMOTE",
      message: 'urpc method "m" failed',
    });
  });

  it.each([
    ["{", "not JSON"],
    ["[1]", "an array, not an object"],
    ["null", "null, not an object"],
    ["7", "a number, not an object"],
    ['{"err":"","result":2}', "success is missing, not a boolean"],
    ['{"success":"true","err":"","result":2}', "success is a string, not a boolean"],
    ['{"success":true,"result":2}', "err is missing, not a string"],
    ['{"success":false,"err":{},"result":2}', "err is an object, not a string"],
    ['{"__proto__":{"success":true,"err":"","result":2}}', "success is missing, not a boolean"],
  ])("says what is wrong with %s", (text, problem) => {
    expect(failureOf(text)).toMatchObject({
      code: "SALLYPORT_PROTOCOL",
      message: expect.stringContaining(`reply to urpc method "m": ${problem}`),
    });
  });
});
