// Starts the program with its demo data and a browser for one test file.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Presses what leads to another page, and waits until that page is there.
export async function press(page, selector) {
  const loaded = page.waitForEvent("domcontentloaded");
  await page.click(selector);
  await loaded;
}

export async function start() {
  const port = await freePort();
  const program = process.env.SAMVERK || "../target/release/samverk";
  const place = mkdtempSync(join(tmpdir(), "samverk-journey-"));
  const env = { ...process.env, TMPDIR: place };
  const child = spawn(program, ["demo", "--listen", `127.0.0.1:${port}`], { env, stdio: ["ignore", "pipe", "pipe"] });
  let told = "";
  let complained = "";
  child.stdout.on("data", (data) => { told += data; });
  child.stderr.on("data", (data) => { complained = (complained + data).slice(-2000); });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const closed = new Promise((done) => child.once("close", done));
  // Ends the program; where it has died by itself, that is the cause of whatever else failed.
  async function end(signal) {
    const early = hasEnded();
    if (!early) child.kill(signal);
    await closed;
    rmSync(place, { recursive: true, force: true });
    if (early) throw new Error(`the demo ended by itself with ${child.exitCode ?? child.signalCode}: ${complained}`);
  }
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    try {
      if ((await fetch(`${base}/healthz`)).ok) break;
    } catch { /* not there yet */ }
    if (hasEnded() || tries > 300) {
      await end("SIGKILL");
      throw new Error(`the demo did not start: ${complained}`);
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  const people = {};
  for (const line of told.trim().split("\n").slice(1)) {
    const [role, email, password] = line.split(" ");
    people[role] = { email, password };
  }
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  return {
    base,
    people,
    // Gives what a command says that an operator runs beside the server.
    command(...words) {
      const data = join(place, readdirSync(place).find((name) => name.startsWith("samverk-demo-")));
      return execFileSync(program, ["--data", data, ...words], { encoding: "utf8" });
    },
    async page(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      page.faults = [];
      page.on("console", (message) => { if (message.type() === "error" && !/status of (404|403|409|422)/.test(message.text())) page.faults.push(message.text()); });
      page.on("pageerror", (error) => page.faults.push(String(error)));
      return page;
    },
    async signIn(page, role) {
      await page.goto(`${base}/sv/sign-in`);
      await page.fill("#email", people[role].email);
      await page.fill("#password", people[role].password);
      await page.press("#password", "Enter");
      await page.waitForURL((url) => !url.pathname.includes("sign-in"));
    },
    async stop() {
      await browser.close();
      await end("SIGTERM");
    },
  };
}
