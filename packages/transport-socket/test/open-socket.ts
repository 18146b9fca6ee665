import type { ContainerRecord } from "@sallyport/core";
import type { Host } from "@sallyport/host";
import type { SocketHandle } from "../src/socket-handle.ts";
import { socketTransport } from "../src/socket-transport.ts";

export function openSocket(container: ContainerRecord, host: Host): Promise<SocketHandle> {
  return socketTransport.open({ container, options: undefined }, host);
}
