import { type Architecture } from "./architecture.ts";
import { platformPackageName } from "./manifests.ts";

export function platformReadme(name: string, architecture: Architecture): string {
  return `# ${platformPackageName(name, architecture)}

What \`${name}\` needs on Linux on ${architecture}, installed with it by npm: do not install it by itself.

- \`bin/sallyport\`: the whole program as one static executable, where it was built; \`bin/sallyport.mjs\` is the same
  program for Node, as which it starts over for a transport that is not built in. The executable has
  [QuickJS](https://bellard.org/quickjs/) in it, whose licence is in \`LICENSE-THIRD-PARTY\` with those of the
  packages that both have in them.
- \`sallyport_host.node\`, \`sallyport-waiter\` and \`sallyport-supervisor\`: what the program needs on Node.

What starts the program often, such as a container engine, is best given the path of \`bin/sallyport\` in this folder.
`;
}
