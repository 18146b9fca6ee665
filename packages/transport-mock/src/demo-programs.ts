import type { MockProgram } from "./mock-program.ts";

/** What a sandbox can run that nobody has scripted. */
export const demoPrograms: Readonly<Record<string, MockProgram>> = {
  true: () => 0,
  false: () => 1,
  echo: ({ args, stdout }) => stdout.write(`${args.slice(1).join(" ")}\n`),
  async cat({ stdin, stdout }) {
    for (let chunk = await stdin.read(); chunk.length > 0; chunk = await stdin.read())
      await stdout.write(chunk);
  },
  async env({ env, stdout }) {
    for (const [name, value] of Object.entries(env)) await stdout.write(`${name}=${value}\n`);
  },
};
