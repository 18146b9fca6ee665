export { packCli } from "./pack-cli.ts";
export { packLibraries } from "./pack-libraries.ts";
