import { readdirSync, readFileSync } from "node:fs";

/** One call of gVisor's command line to a sandbox, as it went over the control socket. */
export interface CapturedCall {
  /** A path, or an abstract name behind `@`. */
  readonly socket: string;
  readonly request: { readonly method: string; readonly arg: unknown };
  /** The client's numbers. */
  readonly request_fds: readonly number[] | null;
  readonly response: { readonly success: boolean; readonly err: string; readonly result: unknown };
}

/** One run of gVisor's command line. ROOT, ROOT22 and DIR stand for directories. */
export interface Capture {
  readonly argv: readonly string[];
  readonly exit_code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly CapturedCall[];
}

const captures = new URL("captures/", import.meta.url);
const states = new URL("capture-state/", import.meta.url);

const releases = ["20221219", "20240729"] as const;
export type Release = (typeof releases)[number];

/** The captures' names: a release, and what was captured. */
export function captureNames(): readonly string[] {
  return readdirSync(captures).map((file) => file.replace(".json", ""));
}

export function releaseOf(name: string): Release {
  const release = releases.find((known) => name.startsWith(`${known}-`));
  if (release === undefined) throw new Error(`${name} is of no known release`);
  return release;
}

export function readCapture(name: string): Capture {
  const capture: Capture = JSON.parse(inDirectories(readFileSync(new URL(`${name}.json`, captures), "utf8")));
  return capture;
}

/** What lies beside the captured sandboxes: their state file, and the process files. */
export function captureStateFile(release: Release, file: string): string {
  return inDirectories(readFileSync(new URL(`${release}/${file}`, states), "utf8"));
}

/** Places for the directories that the captures name only. */
export const directories = { ROOT22: "/run/root22", ROOT: "/run/root24", DIR: "/srv/captured" } as const;

function inDirectories(json: string): string {
  return json.replace(/\b(ROOT22|ROOT|DIR)\b/g, (_, name: keyof typeof directories) => directories[name]);
}
