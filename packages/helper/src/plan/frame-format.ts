/** What the supervisor says and is told; native/supervisor/messages.h is its side of this. Little-endian. */
export const frameHeaderSize = 24;
const commandSize = 16;

export const frameTypes = {
  refused: 1,
  failed: 2,
  lost: 3,
  started: 4,
  ended: 5,
  message: 6,
  terminal: 7,
  process: 8,
  "time-limit": 9,
  call: 10,
  result: 11,
  denied: 12,
} as const;

export type FrameType = keyof typeof frameTypes;

/** Bytes behind the header of a call, in front of what its arguments point to. */
export const callSize = 72;

/** Bytes behind the header, at least and at most. */
export function payloadSizes(type: FrameType): readonly [minimum: number, maximum: number] {
  switch (type) {
    case "message":
      return [8, 8];
    case "result":
      return [16, 16];
    case "call":
      return [callSize, 16_384 - frameHeaderSize];
    case "denied":
      return [1, 8192];
    default:
      return [0, 0];
  }
}

/** In place of a process's number: the supervisor. */
export const supervisorItself = -1;

const processEvents = { forked: 1, executed: 2, ended: 3 } as const;

export type ProcessEventKind = keyof typeof processEvents;

const commandTypes = { proceed: 1, signal: 2, resize: 3, kill: 4 } as const;

export type CommandType = keyof typeof commandTypes;

/** The bytes of a command: its type and what it is about. */
export function encodeCommand(type: CommandType, first: number, second: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(commandSize));
  view.setUint32(0, commandTypes[type], true);
  view.setUint32(4, first, true);
  view.setUint32(8, second, true);
  return new Uint8Array(view.buffer);
}

/** Undefined for a number that stands for none. */
export function processEventKind(detail: number): ProcessEventKind | undefined {
  for (const kind of ["forked", "executed", "ended"] as const) {
    if (processEvents[kind] === detail) return kind;
  }
  return undefined;
}

/** What the supervisor does before it carries a plan out. */
export const ownSteps: Readonly<Record<number, string>> = {
  1: "make a copy of itself that nobody can change",
  2: "prepare",
  3: "receive the plan",
  4: "check the plan",
};
