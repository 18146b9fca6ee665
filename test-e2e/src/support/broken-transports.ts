/** A package that is no transport, or not one that keeps to its contract. */
export interface BrokenTransport {
  /** What is wrong with it: the package is `sallyport-transport-NAME`. */
  readonly name: string;
  /** In place of what a working package has in its package.json. */
  readonly packageJson?: object;
  /** In place of what a working manifest has. */
  readonly manifest?: object;
  readonly files?: Readonly<Record<string, string>>;
  /** Options in the configuration. */
  readonly options?: object;
  /** A part of what sallyport says. */
  readonly message: string;
}

/** A module with this transport, which has the name's manifest. */
const moduleOf = (name: string, members: string, before = "") =>
  `${before}
export const transport = { api: "1.0", id: "${name}", capabilities: { separateStderr: true }, ${members} };`;

const handle = (members: string) =>
  `open: async () => ({ async [Symbol.asyncDispose]() {}, execute: async () => ({}), ${members} })`;

const process = (members: string) =>
  handle(
    `execute: async () => ({ pid: 7, signal: async () => {}, wait: async () => ({ kind: "exited", code: 0 }), ${members} })`,
  );

function withModule(
  name: string,
  members: string,
  message: string,
  more: Partial<BrokenTransport> = {},
): BrokenTransport {
  return { name, message, files: { "index.js": moduleOf(name, members) }, ...more };
}

/** Each says its own error; none is ignored. */
export const brokenTransports: readonly BrokenTransport[] = [
  { name: "no-manifest", packageJson: { sallyport: {} }, message: "has no sallyport.transport" },
  {
    name: "bad-manifest",
    manifest: { capabilities: { teleport: true } },
    message: "sallyport.transport.capabilities.teleport true must be left out: there is no such capability",
  },
  {
    name: "no-version",
    manifest: { api: "latest" },
    message: 'api "latest" is no version of the form "1.0"',
  },
  {
    name: "too-new",
    manifest: { api: "1.7" },
    message: 'api "1.7" is newer than 1.0, which this sallyport has',
  },
  { name: "other-major", manifest: { api: "2.0" }, message: 'api "2.0" is newer than 1.0' },
  { name: "too-old", manifest: { api: "0.9" }, message: 'api "0.9" is too old: this sallyport has 1.0' },
  {
    name: "pretender",
    manifest: { id: "socket" },
    message: 'sallyport.transport.id "socket" is that of a transport that is built in',
  },
  {
    name: "outside",
    manifest: { module: "../../index.js" },
    message: 'sallyport.transport.module "../../index.js" must be a path in the package',
  },
  { name: "not-built", files: {}, message: "its module ./index.js is missing" },
  { name: "no-syntax", files: { "index.js": "export const = 7;" }, message: "./index.js cannot be loaded: " },
  {
    name: "throwing",
    files: { "index.js": 'throw new Error("no key");' },
    message: "./index.js cannot be loaded: no key",
  },
  {
    name: "incomplete",
    files: { "index.js": 'import "no-such-package";' },
    message: "./index.js cannot be loaded: Cannot find package 'no-such-package'",
  },
  {
    name: "commonjs",
    packageJson: { type: "commonjs" },
    files: { "index.js": "module.exports = { transport: {} };" },
    message: './index.js exports no "transport", but default',
  },
  {
    name: "nothing-exported",
    files: { "index.js": "" },
    message: './index.js exports no "transport", but nothing',
  },
  {
    name: "exiting",
    files: { "index.js": "process.exit(0);" },
    message: "index.js ended the program when it was loaded",
  },
  {
    name: "no-object",
    files: { "index.js": "export const transport = 7;" },
    message: "what ./index.js exports is no transport: it 7 must be an object",
  },
  withModule("no-open", "", "no transport: open is missing: it must be a function"),
  {
    name: "other-id",
    files: { "index.js": moduleOf("another", handle("")) },
    message: 'id is "another" in the code and "other-id" in package.json',
  },
  withModule("boastful", handle(""), 'capabilities.tty is missing in the code and "native" in package.json', {
    manifest: { capabilities: { separateStderr: true, tty: "native" } },
  }),
  withModule(
    "no-schema",
    `${handle("")}, options: { type: "object" }`,
    "options (an object) must be a schema of a library",
  ),
  withModule("no-options", handle(""), 'transport "no-options" takes no options, and host is configured', {
    options: { host: "lab1" },
  }),
  withModule(
    "closed",
    "open: async () => { throw new Error('refused'); }",
    "open failed with something that is no SallyportError: refused",
  ),
  withModule(
    "no-handle",
    "open: async () => 7",
    "what open gives 7 must be an object with execute and Symbol.asyncDispose",
  ),
  withModule(
    "too-much",
    handle("processes: async () => []"),
    "capability processes is false, but the handle has a method processes",
  ),
  withModule("no-process", handle(""), "a process (an object) must be an object with pid, wait and signal"),
  withModule("no-pid", process("pid: 0"), "a process's pid 0 must be a positive integer"),
  withModule(
    "inventive",
    process('wait: async () => ({ kind: "exited", code: 300 })'),
    'wait gave {"kind":"exited","code":300}',
  ),
  withModule("silent", process("wait: async () => undefined"), "wait gave undefined"),
  withModule(
    "rude",
    process("wait: async () => { throw 7; }"),
    "wait failed with something that is no SallyportError: 7",
  ),
];

/** The files of the package, by their paths in it. */
export function packageFiles({
  name,
  packageJson,
  manifest,
  files,
}: Omit<BrokenTransport, "message">): Record<string, string> {
  const transport = {
    api: "1.0",
    id: name,
    summary: `is ${name}`,
    module: "./index.js",
    capabilities: { separateStderr: true },
    ...manifest,
  };
  const content = {
    name: `sallyport-transport-${name}`,
    version: "1.0.0",
    type: "module",
    sallyport: { transport },
    ...packageJson,
  };
  return {
    "package.json": JSON.stringify(content),
    ...(files ?? { "index.js": moduleOf(name, handle("")) }),
  };
}
