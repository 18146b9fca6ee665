export { createNodeHost, type NodeHostOptions } from "./create-node-host.ts";
export { findNativeFile } from "./find-native-file.ts";
