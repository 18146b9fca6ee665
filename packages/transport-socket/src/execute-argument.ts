import type { ExecArgs, FilePayload } from "@sallyport/core";

/**
 * The argument of `containerManager.ExecuteAsync`: what the newest release understands, in its order. Servers
 * ignore keys that they do not know; objects they fill in themselves are null. `Capabilities` is never null:
 * that would give all of them to uid 0.
 */
export function executeArgument(args: ExecArgs, payload: FilePayload): Readonly<Record<string, unknown>> {
  const { capabilities } = args;
  return {
    filename: "",
    argv: args.args,
    envv: args.env,
    MountNamespace: null,
    wd: args.cwd,
    KUID: args.uid,
    KGID: args.gid,
    ExtraKGIDs: args.additionalGids,
    NoNewPrivileges: args.noNewPrivileges,
    Capabilities: {
      PermittedCaps: capabilities.permitted,
      InheritableCaps: capabilities.inheritable,
      EffectiveCaps: capabilities.effective,
      BoundingCaps: capabilities.bounding,
      AmbientCaps: capabilities.ambient,
    },
    StdioIsPty: args.terminal,
    SupportTTYs: true,
    GuestFDs: payload.guestFds,
    ContainerID: args.containerId,
    PIDNamespace: null,
    Limits: null,
  };
}
