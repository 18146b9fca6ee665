/** Of the package: what is known of the transport without running it is in `sallyport.transport`. */
export function packageText(id: string, version: string): string {
  const content = {
    name: `sallyport-transport-${id}`,
    version: "0.1.0",
    description: "A transport for sallyport",
    keywords: ["sallyport", "sallyport-transport"],
    files: ["src"],
    type: "module",
    exports: { ".": "./src/index.js", "./package.json": "./package.json" },
    scripts: {
      test: `sallyport --config sallyport.json conform --transport ${id} --container here`,
    },
    dependencies: { "@sallyport/transport": `^${version}` },
    devDependencies: { "@sallyport/cli": `^${version}` },
    engines: { node: ">=20" },
    sallyport: {
      transport: {
        api: "1.0",
        id,
        summary: "commands on this machine",
        module: "./src/index.js",
        capabilities: {
          signals: "any",
          processGroupSignals: true,
          separateStderr: true,
          environment: true,
          workingDirectory: true,
          passFds: true,
          list: true,
          state: true,
        },
      },
    },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
