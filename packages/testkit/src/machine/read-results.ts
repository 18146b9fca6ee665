import { SallyportError } from "@sallyport/core";

/** What a script wrote to stdout and stderr, and its exit status. */
export interface MachineResult {
  readonly status: number;
  readonly output: string;
}

const line = /^result (\d+) (\d+) ?(\S*)\r?$/gm;

/** From what a machine's console shows: a line for each script. Throws SALLYPORT_SYSTEM_CALL where one is missing. */
export function readResults(console: string, count: number): MachineResult[] {
  const results: MachineResult[] = [];
  for (const [, index, status, output = ""] of console.matchAll(line)) {
    results[Number(index)] = { status: Number(status), output: Buffer.from(output, "base64").toString() };
  }
  for (let index = 0; index < count; index++) {
    if (results[index] !== undefined) continue;
    const last = console.slice(-2000);
    throw new SallyportError("SALLYPORT_SYSTEM_CALL", `the machine ended before script ${index}: ${last}`);
  }
  return results;
}
