import { assertEqual, failureOf } from "./assertions.ts";
import type { Behaviour } from "./behaviour.ts";

const SIGUSR2 = 12;
const SIGWINCH = 28;
const SIGCONT = 18;

export const processBehaviours: readonly Behaviour[] = [
  ...[SIGWINCH, SIGCONT, SIGUSR2].map((signal): Behaviour => ({
    name: `delivers signal ${signal} to every watcher until it is disposed`,
    async run({ host: { clock, process, signals } }) {
      const seen: string[] = [];
      const first = signals.watch([signal, signal], (number) => seen.push(`first ${number}`));
      const delivered = new Promise<Disposable>((resolve) => {
        const second = signals.watch([signal], () => resolve(second));
      });
      signals.send(process.pid, signal);
      const second = await delivered;
      assertEqual(seen, [`first ${signal}`], "seen");
      first[Symbol.dispose]();
      const again = new Promise<void>((resolve) => {
        const third = signals.watch([signal], () => {
          third[Symbol.dispose]();
          resolve();
        });
      });
      signals.send(process.pid, signal);
      await again;
      await clock.delay(1).elapsed;
      second[Symbol.dispose]();
      assertEqual(seen, [`first ${signal}`], "seen after disposal");
    },
  })),
  {
    name: "refuses to watch what cannot be caught, and then watches nothing",
    async run({ host }) {
      const error = await failureOf("EINVAL", () => host.signals.watch([SIGWINCH, 9], () => undefined));
      assertEqual(error.message, "watch signal 9: invalid argument", "message");
    },
  },
  {
    name: "probes processes with signal 0",
    async run({ host: { process, signals } }) {
      signals.send(process.pid, 0);
      await failureOf("ESRCH", () => signals.send(2 ** 30, 0));
    },
  },
  {
    name: "delays, in order, and never fires what was cancelled",
    async run({ host: { clock } }) {
      const events: string[] = [];
      const cancelled = clock.delay(1);
      void cancelled.elapsed.then(() => events.push("cancelled"));
      cancelled.cancel();
      const start = clock.sinceBoot();
      const long = clock.delay(20).elapsed.then(() => events.push("long"));
      await clock.delay(2).elapsed;
      events.push("short");
      await long;
      assertEqual(events, ["short", "long"], "events");
      assertEqual(clock.sinceBoot() > start, true, "time passed");
      const forever = clock.delay(2 ** 33);
      void forever.elapsed.then(() => events.push("overflow"));
      await clock.delay(2).elapsed;
      forever.cancel();
      assertEqual(events.length, 2, "events");
    },
  },
  {
    name: "knows itself",
    async run({ host: { files, process } }) {
      assertEqual(files.status(process.workingDirectory()).kind, "directory", "working directory");
      assertEqual(process.pid > 0 && process.parentPid > 0, true, "ids");
      assertEqual(process.argv.length > 0 && process.self.length > 0, true, "command line");
      const mask = process.setUmask(0o077);
      assertEqual(process.setUmask(mask), 0o077, "umask");
    },
  },
  {
    name: "text comes back as it went, and invalid UTF-8 as replacement characters",
    run({ host: { text } }) {
      const sample = "\uFEFFaé€😀\0z";
      assertEqual(text.decode(text.encode(sample)), sample, "round trip");
      assertEqual([...text.encode("\uD800x")], [0xef, 0xbf, 0xbd, 0x78], "lone surrogate");
      const invalid = [0x61, 0xff, 0xe2, 0x82, 0x62, 0xc0, 0xaf, 0xed, 0xa0, 0x80];
      assertEqual(
        text.decode(Uint8Array.from(invalid)),
        "a\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
        "invalid bytes",
      );
    },
  },
];
