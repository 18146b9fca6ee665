import type { ContainerRecord } from "@sallyport/core";
import { createNodeHost } from "@sallyport/host/node";
import { guestPrograms, mockGuest, sentryOfSandbox, startScriptedSentry } from "@sallyport/testkit";
import { conformanceTests, type ConformanceTarget } from "@sallyport/testkit/conformance";
import { createMockSandbox } from "@sallyport/transport-mock";
import { afterAll, describe, it } from "vitest";
import { socketTransport } from "../src/socket-transport.ts";
import { containerRecord } from "./records.ts";
import { createScratch } from "./scratch.ts";

const host = createNodeHost();
const scratch = createScratch();
const newest = "release-20260810.0";
let sentries = 0;

/** A sentry on a real socket, with a mock sandbox behind it: what it runs is the same as what a mock runs. */
async function startSentry() {
  const sandbox = createMockSandbox({ programs: guestPrograms });
  const address = scratch.socket(`sentry-${sentries++}.sock`);
  const container: ContainerRecord = containerRecord({ controlAddress: address.path, version: newest });
  const script = sentryOfSandbox(host, sandbox, container);
  const sentry = await startScriptedSentry({ address, script });
  const destroy = async (): Promise<void> => {
    const closed = sentry.close();
    // What it waits for ends by this, when nobody can be told any more.
    sandbox.die();
    await closed;
  };
  return { container, sandbox, destroy };
}

const { container, sandbox, destroy } = await startSentry();
const target: ConformanceTarget = {
  host,
  transport: socketTransport,
  options: undefined,
  container,
  guest: mockGuest,
  passTime: (milliseconds) => sandbox.clock.advance(milliseconds),
  async sacrifice() {
    const sacrificed = await startSentry();
    return { ...sacrificed, transport: socketTransport, [Symbol.asyncDispose]: () => sacrificed.destroy() };
  },
};

/** A mock behind a sentry learns of its terminal no more than that it has one: sizes are the kernel's, on a real one. */
const isOfKernel = (name: string): boolean => /^terminal\/(size|resize|foreground):/.test(name);
const applying = conformanceTests(target).filter(({ name, skip }) => skip === undefined && !isOfKernel(name));

afterAll(async () => {
  await destroy();
  scratch[Symbol.dispose]();
});

describe("the socket transport keeps to the contract, before a scripted sentry", () => {
  it.each(applying)("$name", ({ run }) => run());
});
