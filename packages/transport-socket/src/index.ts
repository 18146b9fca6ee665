export { type ReleaseFeatures, releaseFeatures } from "./release-features.ts";
export { socketTransport } from "./socket-transport.ts";
