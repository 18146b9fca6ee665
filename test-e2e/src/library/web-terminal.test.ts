import { once } from "node:events";
import { get } from "node:http";
import { findRunsc, installChromium } from "@sallyport/testkit";
import { type Browser, launch, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { example } from "../support/example.ts";
import { expectIdle } from "../support/expect-idle.ts";
import { type Client, startProgram } from "../support/program.ts";
import { useSandbox } from "../support/use-sandbox.ts";

const runsc = findRunsc("20240729");
/** Milliseconds in which a browser may be fetched. */
const patience = 240_000;

describe(`the web terminal on ${runsc.label}`, () => {
  const guest = useSandbox({ runsc });
  let browser: Browser;
  let server: Client;
  let address: string;

  beforeAll(async () => {
    const { path, environment } = await installChromium((line) => void process.stderr.write(`${line}\n`));
    browser = await launch({
      executablePath: path,
      // Root has no sandbox of Chromium's; a container's /dev/shm may be small.
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
      env: { PATH: process.env["PATH"], HOME: guest.folder, ...environment },
    });
  }, patience);
  beforeAll(async () => {
    server = startProgram(
      example("web-terminal/server.js", guest.sandbox.root, "--port", "0", guest.sandbox.id, "sh"),
    );
    await server.printed("http://127.0.0.1:");
    address = server.stdout().trim();
  });
  afterAll(async () => {
    await browser?.close();
    server?.child.kill("SIGTERM");
    await server?.ended;
  });

  /** What the terminal of the page shows, once it shows that. */
  async function shown(page: Page, pattern: RegExp): Promise<string> {
    const text = () => page.$eval(".xterm-rows", (rows) => rows.textContent ?? "");
    await expect.poll(text, { timeout: 30_000 }).toMatch(pattern);
    return text();
  }

  it("is typed into, shows what the shell writes, and follows the window's size", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await shown(page, /# /);
    await page.keyboard.type("echo $((6 * 7))-ä; stty size > /tmp/small\r");
    await shown(page, /42-ä/);
    await page.setViewport({ width: 1600, height: 1000 });
    await page.keyboard.type("sleep 1; echo $(cat /tmp/small) then $(stty size).\r");
    const text = await shown(page, /\d+ \d+ then \d+ \d+\./);
    const [, rows, cols, laterRows, laterCols] = /(\d+) (\d+) then (\d+) (\d+)\./.exec(text) ?? [];
    expect(Number(rows)).toBeLessThan(Number(laterRows));
    expect(Number(cols)).toBeLessThan(Number(laterCols));
    await page.close();
  });

  it("interrupts by ctrl-c, and ends the shell with its page", async () => {
    const page = await browser.newPage();
    await page.goto(address);
    await shown(page, /# /);
    await page.keyboard.type("sleep 1000\r");
    await expect.poll(async () => (await guest.processes()).map(({ command }) => command)).toContain("sleep");
    await page.keyboard.down("Control");
    await page.keyboard.press("c");
    await page.keyboard.up("Control");
    await page.keyboard.type("echo status $?.\r");
    await shown(page, /status 130\./);
    await page.close();
    await expectIdle(guest);
  });

  it("is refused to pages of others", async () => {
    const headers = {
      connection: "upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.alloc(16).toString("base64"),
      origin: "http://elsewhere.test",
    };
    const [response] = await once(get(address, { headers }), "response");
    expect(response).toMatchObject({ statusCode: 401 });
  });
});
