import { type WaitStatus, withContext } from "@sallyport/core";
import type { SandboxProcess } from "@sallyport/transport";

export async function waitForExit(process: SandboxProcess): Promise<WaitStatus> {
  try {
    return await process.wait();
  } catch (error) {
    throw withContext(`waiting on pid ${process.pid}`, error);
  }
}
