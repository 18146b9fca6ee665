import { type ErrnoName, SallyportError } from "@sallyport/core";
import { describe, expect, it } from "vitest";
import { command, joinRequest } from "../test/join-request.ts";
import { explainFailure } from "./explain-failure.ts";
import { directoryStep, escapeStep } from "./join/steps/directory.ts";
import { executeStep } from "./join/steps/execute.ts";
import { labelStep } from "./join/steps/labels.ts";
import { initStep } from "./join/steps/namespaces.ts";

const label = { module: "AppArmor", label: "web", file: "apparmor/exec", text: "exec web" } as const;

function failure(step: string, errno: ErrnoName): SallyportError {
  return new SallyportError("SALLYPORT_START_FAILED", `${step}: call: no good`, { errno, details: { step } });
}

function startOf(word: string) {
  return joinRequest({ command: command({ args: [word], labels: [label] }) });
}

describe("the words for a command that could not be started", () => {
  it.each<[string, ErrnoName, string, string]>([
    [executeStep, "ENOENT", "nosuch", 'exec: "nosuch": executable file not found in $PATH'],
    [executeStep, "ENOENT", "/nosuch", 'exec: "/nosuch": stat /nosuch: no such file or directory'],
    [executeStep, "EACCES", "/etc", 'exec: "/etc": permission denied'],
    [executeStep, "ENOEXEC", "/x", 'exec: "/x": exec format error'],
    [
      directoryStep,
      "ENOENT",
      "x",
      'chdir to cwd ("/srv") set in config.json failed: no such file or directory',
    ],
    [labelStep(label), "ENOENT", "x", 'AppArmor profile "web" is not loaded in this kernel'],
    [labelStep(label), "EACCES", "x", 'set AppArmor label "web": call: no good'],
    ["set RLIMIT_CPU to 1:1", "EPERM", "x", "set RLIMIT_CPU to 1:1: call: no good"],
  ])("at %j with %s are those that engines search for", (step, errno, word, message) => {
    const explained = explainFailure(failure(step, errno), startOf(word));
    expect(explained).toMatchObject({ code: "SALLYPORT_START_FAILED", errno, message, details: { step } });
  });

  it("tell an escape from a directory that is not there (CVE-2024-21626)", () => {
    const explained = explainFailure(failure(escapeStep, "ENOENT"), startOf("x"));
    expect(explained).toMatchObject({
      message: expect.stringContaining("outside of container mount namespace root"),
    });
  });

  it("are of the container when its init could not be held", () => {
    const explained = explainFailure(failure(initStep, "ESRCH"), startOf("x"));
    expect(explained).toMatchObject({ code: "SALLYPORT_NOT_RUNNING" });
  });

  it("tell that the time limit passed", () => {
    const late = new SallyportError("SALLYPORT_START_FAILED", "start the command: …", { errno: "ETIMEDOUT" });
    expect(explainFailure(late, startOf("x"))).toMatchObject({
      code: "SALLYPORT_START_TIMEOUT",
      message: "the command did not start in 10000 ms",
    });
  });

  it("are left alone where the failure is no system call's", () => {
    const lost = new SallyportError("SALLYPORT_CONNECTION_LOST", "the supervisor has ended");
    expect(explainFailure(lost, startOf("x"))).toBe(lost);
  });
});
