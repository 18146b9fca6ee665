export { ptraceHostTransport, type PtraceHostOptions } from "./ptrace-host-transport.ts";
