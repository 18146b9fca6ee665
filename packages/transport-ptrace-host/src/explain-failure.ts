import { errnoMessage, type ErrnoName, isSallyportError, quoted, SallyportError } from "@sallyport/core";
import type { JoinRequest } from "./join/join-request.ts";
import { directoryStep, escapeStep } from "./join/steps/directory.ts";
import { executeStep } from "./join/steps/execute.ts";
import { labelStep } from "./join/steps/labels.ts";
import { initStep } from "./join/steps/namespaces.ts";

/**
 * The failure of a plan that starts a command, in the words that docker, podman and containerd search for: those of
 * runc. SALLYPORT_NOT_RUNNING when the container has stopped meanwhile.
 */
export function explainFailure(
  error: unknown,
  { command: { args, cwd, labels }, startLimit }: Pick<JoinRequest, "command" | "startLimit">,
): unknown {
  if (!isSallyportError(error) || error.errno === undefined) return error;
  const { code, details, cause } = error;
  const errno = error.errno;
  const why = errnoMessage(errno);
  if (details["step"] === undefined && errno === "ETIMEDOUT") {
    return new SallyportError("SALLYPORT_START_TIMEOUT", `the command did not start in ${startLimit} ms`, {
      errno,
      cause,
    });
  }
  switch (details["step"]) {
    case initStep:
      return new SallyportError("SALLYPORT_NOT_RUNNING", "the container is not running any more", {
        errno,
        details,
        cause,
      });
    case directoryStep:
      return saying(`chdir to cwd (${quoted(cwd)}) set in config.json failed: ${why}`);
    case escapeStep:
      return saying(
        "current working directory is outside of container mount namespace root -- possible container breakout detected",
      );
    case executeStep:
      return saying(executeMessage(args[0] ?? "", errno));
    default:
      break;
  }
  const unknown = labels.find((each) => details["step"] === labelStep(each) && errno === "ENOENT");
  if (unknown === undefined) return error;
  return saying(`${unknown.module} profile ${quoted(unknown.label)} is not loaded in this kernel`);

  function saying(message: string): SallyportError {
    return new SallyportError(code, message, { errno, details, cause });
  }
}

function executeMessage(word: string, errno: ErrnoName): string {
  const shown = `exec: ${quoted(word)}`;
  if (errno === "ENOENT" && !word.includes("/")) return `${shown}: executable file not found in $PATH`;
  if (errno === "ENOENT") return `${shown}: stat ${word}: no such file or directory`;
  return `${shown}: ${errnoMessage(errno)}`;
}
