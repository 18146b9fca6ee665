import { moduleText } from "./module-text.ts";
import { packageText } from "./package-text.ts";

/** The files of a new transport's package, by their paths in it. */
export function templateFiles(id: string, version: string): Readonly<Record<string, string>> {
  const configuration = { transports: { [id]: { package: "." } } };
  return {
    ".github/workflows/ci.yml": workflow,
    ".gitignore": "node_modules/\n",
    "README.md": readme(id),
    "package.json": packageText(id, version),
    "sallyport.json": `${JSON.stringify(configuration, undefined, 2)}\n`,
    "src/index.js": moduleText(id),
  };
}

const workflow = `name: ci
on: [push, pull_request]
jobs:
  conformance:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: npm install
      - run: npm test
`;

function readme(id: string): string {
  return `# sallyport-transport-${id}

A transport for [sallyport](https://github.com/sallyport/sallyport).

\`\`\`sh
npm install --global @sallyport/cli sallyport-transport-${id}
sallyport --transport ${id} exec here uname -a
\`\`\`

\`npm test\` tries whether it keeps to the contract (\`sallyport conform\`).
`;
}
