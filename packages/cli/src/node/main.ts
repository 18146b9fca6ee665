import { createNodeHost } from "@sallyport/host/node";
import { main } from "../main.ts";

process.exitCode = await main(createNodeHost());
