import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createNodeHost } from "@sallyport/host/node";
import { describe, expect, it } from "vitest";
import { createOutputStream } from "./output-stream.ts";
import { openTerminal } from "./open-terminal.ts";

const host = createNodeHost();

describe("a terminal", () => {
  it("loses nothing of what a command answers to a key, however soon", async () => {
    const answers = 100;
    let signals = 0;
    const streams = openTerminal(host, {
      size: { cols: 80, rows: 24 },
      stdin: "pipe",
      stdout: "pipe",
      maxOutputBytes: Number.POSITIVE_INFINITY,
      readPipe: (_, fd, limit) => createOutputStream(host, fd, limit, undefined),
      deliver: async (signal) => {
        signals += 1;
        host.descriptors.write(streams.fds[1], host.text.encode(`answer to ${signal}\n`));
      },
    });
    const written = text(streams.stdout ?? new PassThrough());
    for (let round = 0; round < answers; round += 1) {
      await new Promise((resolve) => streams.stdin?.write("\u0003", resolve));
    }
    streams.released();
    await streams.drained(60_000);
    expect(signals).toBe(answers);
    expect((await written).match(/answer to 2/g)).toHaveLength(answers);
  });
});
