export {
  type ScriptedSentry,
  type ScriptedSentryOptions,
  serveScript,
  startScriptedSentry,
} from "./scripted-sentry.ts";
export {
  type SentryAnswer,
  type SentryFault,
  type SentryReply,
  type SentryRequest,
  type SentryScript,
} from "./sentry-script.ts";
export { sentryOfSandbox } from "./sentry-of-sandbox.ts";
