/** What is being done, on stderr: stdout has the report alone. */
export function progress(line: string): void {
  process.stderr.write(`# ${line}\n`);
}
