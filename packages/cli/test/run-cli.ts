import type { Host } from "@sallyport/host";
import type { FakeHost } from "@sallyport/host/fake";
import { fakeWaiter } from "@sallyport/testkit";
import { main } from "../src/main.ts";
import type { Programs } from "../src/programs.ts";

export interface CliRun {
  readonly exitStatus: number;
  readonly stdout: string;
  readonly stderr: string;
}

const waiterPath = "/usr/libexec/sallyport-waiter";
/** What a fake host needs for commands with a terminal, and for detached ones. */
export const programs = { [waiterPath]: fakeWaiter };

/** Runs the whole program on a fake operating system, whose `argv` it reads. */
export async function runCli(
  host: FakeHost,
  adapt: (host: Host) => Host = (same) => same,
  around: Programs = {},
): Promise<CliRun> {
  const exitStatus = await main(adapt(host), { waiter: waiterPath, ...around });
  const stdout = host.fake.terminal?.output() ?? host.fake.output(1);
  return { exitStatus, stdout, stderr: host.fake.output(2) };
}
