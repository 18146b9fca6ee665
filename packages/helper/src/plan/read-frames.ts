import { SallyportError } from "@sallyport/core";
import { frameHeaderSize, frameSize, type FrameType, frameTypes } from "./frame-format.ts";

/** A frame as it came; what each field means is in native/supervisor/messages.h. */
export interface Frame {
  readonly type: FrameType;
  readonly operation: number;
  readonly process: number;
  readonly pid: number;
  readonly value: number;
  readonly detail: number;
  /** Of a message. */
  readonly payload: bigint;
}

export interface FrameReader {
  /**
   * The frames that are complete with these bytes.
   *
   * @throws SallyportError SALLYPORT_PROTOCOL for what is no frame.
   */
  push(bytes: Uint8Array): Frame[];
}

export function createFrameReader(): FrameReader {
  let pending: Uint8Array = new Uint8Array();

  return {
    push(bytes) {
      const all = new Uint8Array(pending.length + bytes.length);
      all.set(pending);
      all.set(bytes, pending.length);
      const view = new DataView(all.buffer);
      const frames: Frame[] = [];
      let start = 0;
      while (all.length - start >= frameHeaderSize) {
        const type = typeAt(view, start);
        const size = frameSize(type);
        if (all.length - start < size) break;
        frames.push(readFrame(view, start, type));
        start += size;
      }
      pending = all.subarray(start);
      return frames;
    },
  };
}

function typeAt(view: DataView, start: number): FrameType {
  const size = view.getUint32(start, true);
  const number = view.getUint16(start + 4, true);
  for (const type of Object.keys(frameTypes).filter(isFrameType)) {
    if (frameTypes[type] === number && frameSize(type) === size) return type;
  }
  throw new SallyportError(
    "SALLYPORT_PROTOCOL",
    `supervisor sent a frame of type ${number} with ${size} bytes`,
  );
}

function readFrame(view: DataView, start: number, type: FrameType): Frame {
  return {
    type,
    operation: view.getUint16(start + 6, true),
    process: view.getInt32(start + 8, true),
    pid: view.getInt32(start + 12, true),
    value: view.getInt32(start + 16, true),
    detail: view.getInt32(start + 20, true),
    payload: type === "message" ? view.getBigUint64(start + frameHeaderSize, true) : 0n,
  };
}

function isFrameType(name: string): name is FrameType {
  return Object.hasOwn(frameTypes, name);
}
