import { type Dialect, isSallyportError } from "@sallyport/core";
import { readFlags } from "@sallyport/flags";
import type { Host } from "@sallyport/host";
import type { Services, TransportSources } from "@sallyport/runtime";
import { readConfiguration } from "@sallyport/runtime/configuration";
import { builtInIds, isBuiltIn } from "./built-in-transports.ts";
import type { Command, CommandResult } from "./command.ts";
import type { CommandLine } from "./command-line.ts";
import { print } from "./output/print.ts";
import type { Programs } from "./programs.ts";
import { resolveSettings, type Settings } from "./settings.ts";
import { transportSourcesOf } from "./transport-sources.ts";

/** Runs a command with what flags, variables and configuration say; undefined when its flags ask for help. */
export async function runCommand(
  host: Host,
  programs: Programs,
  command: Command,
  line: CommandLine,
): Promise<CommandResult | undefined> {
  const { globals, args, dialect } = line;
  const files = command.uses === "nothing" ? [] : await readConfiguration(host, globals.config);
  const settings = resolveSettings({ globals, environment: host.process.environment, files, dialect });
  const compat = settings.compat?.value ?? "newest";
  const read = readFlags(args, command.flags(compat));
  if (read.kind === "help") return undefined;
  const transportSources = transportSourcesOf(programs, files);
  if (command.uses === undefined) await requireTransport(host, programs, settings, transportSources);
  try {
    return await command.run({
      host,
      async services(changes) {
        const changed = withTransport(settings, changes?.transport);
        if (changed !== settings) await requireTransport(host, programs, changed, transportSources);
        return createServices(host, programs, changed, transportSources, dialect);
      },
      print: (text) => print(host, 1, text),
      settings,
      transportSources,
      compat,
      dialect,
      flags: read.values,
      words: read.rest,
    });
  } catch (error) {
    if (settings.delegate === undefined || !isOfAnother(error)) throw error;
    return (await import("./dialect/hand-over.ts")).handOver(host, settings.delegate.value, line);
  }
}

/** No state directory that is known here has the container: it may be in one that the delegate knows. */
function isOfAnother(error: unknown): boolean {
  return isSallyportError(error) && error.code === "SALLYPORT_NOT_FOUND";
}

function withTransport(settings: Settings, asked: string | undefined): Settings {
  if (asked === undefined) return settings;
  return { ...settings, transport: { value: asked, text: asked, origin: { kind: "flag" } } };
}

async function createServices(
  host: Host,
  programs: Programs,
  settings: Settings,
  transportSources: TransportSources,
  dialect: Dialect | undefined,
): Promise<Services> {
  const { createRuntime } = await import("@sallyport/runtime/services");
  return createRuntime(host, {
    root: settings.root?.value,
    transport: settings.transport?.value,
    transportSources,
    compat: settings.compat?.value ?? "newest",
    dialect,
    netRaw: settings.netRaw?.value ?? false,
    get waiter() {
      return programs.waiter;
    },
    get supervisor() {
      return programs.supervisor;
    },
  });
}

/** Starts over where this program cannot load the transport that is asked for, once it is known to be there. */
async function requireTransport(
  host: Host,
  { startOver }: Programs,
  { transport }: Settings,
  sources: TransportSources,
): Promise<void> {
  if (startOver === undefined || transport === undefined || isBuiltIn(transport.value)) return;
  const { locateTransport } = await import("@sallyport/runtime/transports");
  locateTransport(host, sources, transport.value, builtInIds);
  await startOver(transport.value);
}
