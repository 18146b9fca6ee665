export { type ReleaseFeatures, releaseFeatures } from "./release-features.ts";
export { type SocketHandle } from "./socket-handle.ts";
export { socketTransport } from "./socket-transport.ts";
