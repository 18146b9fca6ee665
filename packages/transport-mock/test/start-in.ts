import { createFilePayload, type ExecArgs, type WaitStatus } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import { createFakeHost, type FakeHost } from "@sallyport/host/fake";
import type { ExecuteOptions, SandboxHandle, SandboxProcess } from "@sallyport/transport";
import type { MockSandbox } from "../src/mock-sandbox.ts";
import type { MockHandle } from "../src/mock-handle.ts";

const masks = { permitted: 0, inheritable: 0, effective: 0, bounding: 0, ambient: 0 };

export function execArgs(changes: Partial<ExecArgs> = {}): ExecArgs {
  return {
    containerId: "web",
    args: ["run"],
    env: [],
    cwd: "/",
    uid: 0,
    gid: 0,
    additionalGids: [],
    capabilities: masks,
    noNewPrivileges: false,
    terminal: false,
    ...changes,
  };
}

export async function openMock(
  sandbox: Pick<MockSandbox, "transport">,
  host: Host,
  id = "web",
): Promise<MockHandle> {
  const container = {
    kind: "external",
    id,
    status: "running",
    process: {},
    annotations: {},
    bundle: "",
    createdAt: "",
    owner: "",
    stateDirectory: "",
    sandbox: undefined,
  } as const;
  // A mock has every method that it is not told to be without.
  return (await sandbox.transport.open({ container, options: undefined }, host)) as MockHandle;
}

export interface Started {
  readonly host: FakeHost;
  readonly handle: SandboxHandle;
  readonly process: SandboxProcess;
  /** What it has written so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** The end of its stdin. */
  readonly type: (text: string) => void;
  readonly endInput: () => void;
}

/** Starts a program with pipes, on a fake host. */
export async function startIn(
  sandbox: MockSandbox,
  changes: Partial<ExecArgs> = {},
  options: ExecuteOptions = {},
): Promise<Started> {
  const host = createFakeHost({ clock: "automatic" });
  const handle = await openMock(sandbox, host);
  const [input, output, errors] = [host.descriptors.pipe(), host.descriptors.pipe(), host.descriptors.pipe()];
  const theirs = [input.read, output.write, errors.write];
  const payload = createFilePayload(theirs.map((fd, guest) => ({ host: fd, guest })));
  try {
    const process = await handle.execute(execArgs(changes), payload, options);
    for (const { read } of [output, errors]) host.descriptors.setNonBlocking(read, true);
    return {
      host,
      handle,
      process,
      output: () => drain(host, output.read),
      errors: () => drain(host, errors.read),
      type: (text) => void host.descriptors.write(input.write, host.text.encode(text)),
      endInput: () => host.descriptors.close(input.write),
    };
  } finally {
    for (const fd of theirs) host.descriptors.close(fd);
  }
}

function drain(host: Host, fd: number): string {
  const chunks: string[] = [];
  const buffer = new Uint8Array(70_000);
  try {
    for (
      let length = host.descriptors.read(fd, buffer);
      length > 0;
      length = host.descriptors.read(fd, buffer)
    ) {
      chunks.push(host.text.decode(buffer.subarray(0, length)));
    }
  } catch {
    // Nothing there now.
  }
  return chunks.join("");
}

export const exited = (code: number): WaitStatus => ({ kind: "exited", code });
export const signaled = (signal: number): WaitStatus => ({ kind: "signaled", signal, coreDumped: false });
