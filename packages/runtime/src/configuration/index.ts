export { type ConfigurationFile, readConfiguration } from "./read-configuration.ts";
