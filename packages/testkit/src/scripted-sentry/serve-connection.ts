import type { Host } from "@sallyport/host";
import { receiveRequest } from "./receive-request.ts";
import { sendReply } from "./send-reply.ts";
import type { SentryReply, SentryRequest, SentryScript } from "./sentry-script.ts";

/** Answers one request after the other, until the client goes or the script says so. */
export async function serveConnection(
  host: Host,
  connection: number,
  script: SentryScript,
  record: (request: SentryRequest) => void,
): Promise<void> {
  let open = true;
  while (open) {
    const received = await receiveRequest(host, connection);
    if (received === undefined) return;
    const { text, fds } = received;
    try {
      const request = { ...parseRequest(text), text, fds: fds.map((fd) => host.descriptors.status(fd)) };
      record(request);
      open = await sendReply(host, connection, await answer(script, request, fds));
    } finally {
      for (const fd of fds) host.descriptors.close(fd);
    }
  }
}

function parseRequest(text: string): { method: string; arg: unknown } {
  const request: unknown = JSON.parse(text);
  const isRequest =
    typeof request === "object" && request !== null && "method" in request && "arg" in request;
  if (!isRequest || typeof request.method !== "string") throw new Error(`not a urpc request: ${text}`);
  return { method: request.method, arg: request.arg };
}

async function answer(
  script: SentryScript,
  request: SentryRequest,
  fds: readonly number[],
): Promise<SentryReply> {
  const scripted = script[request.method];
  if (scripted === undefined) return { err: "unknown method" };
  return typeof scripted === "function" ? await scripted(request, fds) : scripted;
}
