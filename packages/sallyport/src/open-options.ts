import type { ExecRulesName } from "@sallyport/core";
import type { SandboxTransport } from "@sallyport/transport";

/**
 * Where sandboxes are looked for, and how they are reached.
 *
 * @example
 * const options: OpenOptions = { root: "/run/containerd/runsc/k8s.io" };
 * await using box = await openSandbox("web", options);
 */
export interface OpenOptions {
  /**
   * State directory of the container runtime, `--root` of runsc. Default: `$XDG_RUNTIME_DIR/runsc`, else
   * `/var/run/runsc`.
   */
  readonly root?: string;
  /**
   * What reaches the sandbox: the id of a transport, the name or path of the package of one, or the transport itself: a
   * mock, say. Default: by the container's kind; `socket` for gVisor.
   */
  readonly transport?: string | SandboxTransport;
  /** Of a transport that is given itself: what its schema of options takes. */
  readonly transportOptions?: Readonly<Record<string, unknown>>;
  /** Release of runsc whose rules say what a command takes over from its container. Default: `newest`. */
  readonly compat?: ExecRulesName;
  /** Lets commands keep CAP_NET_RAW where their container has it. Default: false. */
  readonly netRaw?: boolean;
}
