export { type ListedTransport, listTransports } from "./list-transports.ts";
export { locateTransport } from "./locate-transport.ts";
