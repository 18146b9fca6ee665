import type { OciSeccompCondition } from "@sallyport/core";
import type { FilterRule } from "./filter-rule.ts";

/**
 * System calls that x86 also, or only, has as the first argument of socketcall and ipc: what is behind their pointers,
 * the real arguments, no filter sees. linux/net.h, linux/ipc.h
 */
const socketcalls = [
  "socket",
  "bind",
  "connect",
  "listen",
  "accept",
  "getsockname",
  "getpeername",
  "socketpair",
  "send",
  "recv",
  "sendto",
  "recvfrom",
  "shutdown",
  "setsockopt",
  "getsockopt",
  "sendmsg",
  "recvmsg",
  "accept4",
  "recvmmsg",
  "sendmmsg",
];

const ipcCalls = {
  semop: 1,
  semget: 2,
  semctl: 3,
  semtimedop: 4,
  msgsnd: 11,
  msgrcv: 12,
  msgget: 13,
  msgctl: 14,
  shmat: 21,
  shmdt: 22,
  shmget: 23,
  shmctl: 24,
};

type Multiplexer = "socketcall" | "ipc";

/** How the first argument tells the call. */
interface MultiplexedCall {
  readonly through: Multiplexer;
  readonly isCall: OciSeccompCondition;
}

const calls = new Map<string, MultiplexedCall>([
  ...socketcalls.map((name, index) => [name, multiplexed("socketcall", index + 1)] as const),
  ...Object.entries(ipcCalls).map(([name, argument]) => [name, multiplexed("ipc", argument)] as const),
]);

function multiplexed(through: Multiplexer, argument: number): MultiplexedCall {
  const value = BigInt(argument);
  // The upper half of ipc's argument is a version, which the kernel takes no notice of for most calls: libseccomp
  // compares it too, so that a call with a version escapes its rules.
  return through === "ipc"
    ? { through, isCall: { index: 0, op: "SCMP_CMP_MASKED_EQ", value: 0xffffn, valueTwo: value } }
    : { through, isCall: { index: 0, op: "SCMP_CMP_EQ", value } };
}

/**
 * What the rules say about socketcall and ipc themselves: their own rules, and those of the calls behind them. A
 * condition on a call's first argument gives way to the one that tells the call: libseccomp has it so.
 */
export function multiplexedRules(rules: readonly FilterRule[]): FilterRule[] {
  return rules.flatMap((rule) =>
    rule.names.flatMap((name) => {
      if (name === "socketcall" || name === "ipc") return [{ ...rule, names: [name] }];
      const call = calls.get(name);
      if (call === undefined) return [];
      const visible = rule.conditions.filter(({ index }) => index !== 0);
      return [{ ...rule, names: [call.through], conditions: [call.isCall, ...visible] }];
    }),
  );
}
