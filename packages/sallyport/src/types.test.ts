import type { Readable, Writable } from "node:stream";
import type { ReadableStream, WritableStream } from "node:stream/web";
import { describe, expectTypeOf, it } from "vitest";
import type { ExecOptions, Exit, InputStream, OutputStream, RunOptions, Sandbox } from "./index.ts";

/** Never called: what counts is that it compiles, and that what it marks does not. */
declare const box: Sandbox;
const argv = ["make"];

describe("the types of a run's result", () => {
  it("have text, bytes with an encoding of bytes, and nothing where a stream is no pipe", () => {
    const text = () => box.run(argv);
    const bytes = () => box.run(argv, { encoding: "buffer" });
    const ignored = () => box.run(argv, { stdout: "ignore", stderr: { file: "/tmp/log" } });
    const both = () => box.run(argv, { stderr: "stdout" });
    expectTypeOf(text).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<string>();
    expectTypeOf(text).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<string>();
    expectTypeOf(bytes).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<Buffer>();
    expectTypeOf(ignored).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<undefined>();
    expectTypeOf(ignored).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<undefined>();
    expectTypeOf(both).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<string>();
    expectTypeOf(both).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<undefined>();
  });

  it("have no standard error of a terminal", () => {
    const terminal = () => box.run(argv, { tty: { cols: 80, rows: 24 } });
    expectTypeOf(terminal).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<string>();
    expectTypeOf(terminal).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<undefined>();
  });

  it("have every possibility where options are known at run time only", () => {
    const unknown = (options: RunOptions) => box.run(argv, options);
    type Output = string | Buffer | undefined;
    expectTypeOf(unknown).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<Output>();
    const perhaps = (encoding: "buffer" | undefined) => box.run(argv, { ...(encoding && { encoding }) });
    expectTypeOf(perhaps).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<string | Buffer>();
  });
});

describe("the types of a handle", () => {
  it("have streams where there are pipes", () => {
    const plain = () => box.exec(argv);
    expectTypeOf(plain).returns.resolves.toHaveProperty("stdin").toEqualTypeOf<null>();
    expectTypeOf(plain).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<OutputStream>();
    expectTypeOf(plain).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<OutputStream>();
    const piped = () => box.exec(argv, { stdin: "pipe", stdout: "ignore", stderr: "stdout" });
    expectTypeOf(piped).returns.resolves.toHaveProperty("stdin").toEqualTypeOf<InputStream>();
    expectTypeOf(piped).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<null>();
    expectTypeOf(piped).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<null>();
  });

  it("have both directions of a terminal, and no standard error", () => {
    const terminal = () => box.exec(argv, { tty: true });
    expectTypeOf(terminal).returns.resolves.toHaveProperty("stdin").toEqualTypeOf<InputStream>();
    expectTypeOf(terminal).returns.resolves.toHaveProperty("stdout").toEqualTypeOf<OutputStream>();
    expectTypeOf(terminal).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<null>();
  });

  it("have every possibility where options are known at run time only", () => {
    const unknown = (options: ExecOptions) => box.exec(argv, options);
    expectTypeOf(unknown).returns.resolves.toHaveProperty("stdin").toEqualTypeOf<InputStream | null>();
    expectTypeOf(unknown).returns.resolves.toHaveProperty("stderr").toEqualTypeOf<OutputStream | null>();
  });

  it("have streams that Node, the web and loops take", () => {
    expectTypeOf<OutputStream>().toExtend<Readable>();
    expectTypeOf<OutputStream["toWeb"]>().returns.toEqualTypeOf<ReadableStream<Uint8Array>>();
    expectTypeOf<OutputStream["lines"]>().returns.toEqualTypeOf<AsyncIterableIterator<string>>();
    expectTypeOf<InputStream>().toExtend<Writable>();
    expectTypeOf<InputStream["toWeb"]>().returns.toEqualTypeOf<WritableStream<Uint8Array>>();
  });
});

describe("the type of an exit", () => {
  it("has a code or the name of a signal, as its reason says", () => {
    expectTypeOf<Extract<Exit, { reason: "exited" }>["code"]>().toEqualTypeOf<number>();
    expectTypeOf<Extract<Exit, { reason: "signaled" }>["signal"]>().toEqualTypeOf<string>();
    expectTypeOf<Extract<Exit, { reason: "signaled" }>["code"]>().toEqualTypeOf<null>();
    expectTypeOf<Exit["code"]>().toEqualTypeOf<number | null>();
  });
});

describe("the types of a pty", () => {
  it("give text, or bytes without an encoding", () => {
    const text = async () =>
      (await box.pty(argv)).onData((data) => expectTypeOf(data).toEqualTypeOf<string>());
    const bytes = async () =>
      (await box.pty(argv, { encoding: null })).onData((data) =>
        expectTypeOf(data).toEqualTypeOf<Uint8Array>(),
      );
    expectTypeOf(text).returns.resolves.toEqualTypeOf<{ dispose(): void }>();
    expectTypeOf(bytes).returns.resolves.toHaveProperty("dispose");
  });
});

describe("what does not compile", () => {
  it("is another option, or another value of one", () => {
    // @ts-expect-error the unit is in its name
    void (() => box.run(argv, { timeout: 5 }));
    // @ts-expect-error nor is one that is unknown made known by those that are
    void (() => box.exec(argv, { cwd: "/", timeout: 5 }));
    // @ts-expect-error milliseconds are a number
    void (() => box.run(argv, { timeoutMs: "5s" }));
    // @ts-expect-error nobody would write to it
    void (() => box.run(argv, { stdin: "pipe" }));
    // @ts-expect-error a command is a list
    void (() => box.run("make all"));
    // @ts-expect-error there is no such place
    void (() => box.exec(argv, { stdout: "inherit" }));
    // @ts-expect-error only standard error can go where standard output goes
    void (() => box.exec(argv, { stdout: "stdout" }));
    // @ts-expect-error of `run` only
    void (() => box.exec(argv, { reject: false }));
  });

  it("is a stream that there is not", () => {
    // @ts-expect-error standard input is ignored by default
    void (async () => (await box.exec(argv)).stdin.end());
    // @ts-expect-error a terminal has no standard error
    void (async () => (await box.exec(argv, { tty: true })).stderr.resume());
  });
});
