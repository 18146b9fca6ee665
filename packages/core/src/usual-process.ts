import { flag, integer, integerFrom0To, list, nullish, object, text, unixId } from "./usual-value.ts";

/** The readers of what every OCI process may have, by field. */
export function usualProcessFields() {
  const texts = nullish(list(text));
  const size = integerFrom0To(0xffff_ffff);
  return {
    terminal: nullish(flag),
    consoleSize: nullish(object({ height: size, width: size })),
    user: nullish(
      object({ uid: nullish(unixId), gid: nullish(unixId), additionalGids: nullish(list(unixId)) }),
    ),
    args: texts,
    env: texts,
    cwd: nullish(text),
    capabilities: nullish(
      object({ bounding: texts, effective: texts, inheritable: texts, permitted: texts, ambient: texts }),
    ),
    noNewPrivileges: nullish(flag),
  };
}

/** Those of a process on the host's own kernel. */
export function usualHostProcess() {
  const fields = usualProcessFields();
  const limit = integerFrom0To(2 ** 64);
  const word = nullish(text);
  return object({
    ...fields,
    user: nullish(
      object({
        uid: nullish(unixId),
        gid: nullish(unixId),
        additionalGids: nullish(list(unixId)),
        umask: nullish(integer(0, 0o7777)),
      }),
    ),
    rlimits: nullish(list(object({ type: text, soft: limit, hard: limit }))),
    oomScoreAdj: nullish(integer(-1000, 1000)),
    scheduler: nullish(
      object({
        policy: text,
        nice: nullish(integer(-20, 19)),
        priority: nullish(integer(0, 99)),
        flags: nullish(list(text)),
        runtime: nullish(limit),
        deadline: nullish(limit),
        period: nullish(limit),
      }),
    ),
    ioPriority: nullish(object({ class: text, priority: nullish(integer(0, 7)) })),
    execCPUAffinity: nullish(object({ initial: word, final: word })),
    apparmorProfile: word,
    selinuxLabel: word,
  });
}
