import { createQuickJsHost, type Native } from "../../../packages/host/src/quickjs/create-quickjs-host.ts";

/** A program for QuickJS: prints what became of attempts to run code that is not in the executable. */
export function start(native: Native): () => boolean {
  const { host, turn } = createQuickJsHost(native);
  void attempts().then((results) => {
    host.descriptors.write(1, host.text.encode(JSON.stringify(results)));
    native.exit(0);
  });
  return turn;
}

async function attempts(): Promise<Record<string, string>> {
  const file = "./evil.js";
  // oxlint-disable-next-line no-eval -- what it is about
  const indirectEval = globalThis.eval;
  const importModule: (name: string) => Promise<unknown> = Reflect.get(globalThis, "importModule");
  return {
    import: await outcome(() => import(file)),
    importModule: await outcome(() => importModule(file)),
    eval: await outcome(() => indirectEval("1")),
    function: await outcome(() => Reflect.construct(Function, ["return 1"])),
    globals: ["std", "os", "print", "scriptArgs", "console"].filter((name) => name in globalThis).join(),
  };
}

async function outcome(attempt: () => unknown): Promise<string> {
  try {
    await attempt();
    return "ran";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
