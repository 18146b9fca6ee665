import { SallyportError } from "@sallyport/core";
import { frameHeaderSize, type FrameType, frameTypes, payloadSizes } from "./frame-format.ts";

/** A frame as it came; what each field means is in native/supervisor/messages.h. */
export interface Frame {
  readonly type: FrameType;
  readonly operation: number;
  readonly process: number;
  readonly pid: number;
  readonly value: number;
  readonly detail: number;
  /** What follows the header. */
  readonly payload: Uint8Array;
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
      const frames: Frame[] = [];
      let start = 0;
      while (all.length - start >= frameHeaderSize) {
        const view = new DataView(all.buffer, start);
        const size = view.getUint32(0, true);
        const type = typeOf(view.getUint16(4, true), size);
        if (all.length - start < size) break;
        frames.push(readFrame(view, type, all.slice(start + frameHeaderSize, start + size)));
        start += size;
      }
      pending = all.subarray(start);
      return frames;
    },
  };
}

function typeOf(number: number, size: number): FrameType {
  for (const type of Object.keys(frameTypes).filter(isFrameType)) {
    const [minimum, maximum] = payloadSizes(type);
    const payload = size - frameHeaderSize;
    if (frameTypes[type] === number && payload >= minimum && payload <= maximum) return type;
  }
  throw new SallyportError(
    "SALLYPORT_PROTOCOL",
    `supervisor sent a frame of type ${number} with ${size} bytes`,
  );
}

function readFrame(view: DataView, type: FrameType, payload: Uint8Array): Frame {
  return {
    type,
    operation: view.getUint16(6, true),
    process: view.getInt32(8, true),
    pid: view.getInt32(12, true),
    value: view.getInt32(16, true),
    detail: view.getInt32(20, true),
    payload,
  };
}

function isFrameType(name: string): name is FrameType {
  return Object.hasOwn(frameTypes, name);
}
