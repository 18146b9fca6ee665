export { type Chromium, installChromium } from "./browser/install-chromium.ts";
export * from "./sandboxes/index.ts";
export * from "./scripted-sentry/index.ts";
export { isCi } from "./is-ci.ts";
export { fakeWaiter } from "./fake-waiter.ts";
export { shellQuote } from "./shell-quote.ts";
export { guestPrograms, mockGuest } from "./conformance/mock-guest.ts";
