// Chromium and Firefox by puppeteer, each with a folder of its own for what it saves.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

export const { INTAKE, PAGE, BROWSER = "chromium", EXECUTABLE } = process.env;
export const isFirefox = BROWSER === "firefox";
export const folder = mkdtempSync(join(tmpdir(), `intake-page-${BROWSER}-`));
export const saved = join(folder, "saved");
mkdirSync(saved);

export async function launched() {
  if (!isFirefox) {
    const browser = await puppeteer.launch({ executablePath: EXECUTABLE, args: ["--no-sandbox"], protocolTimeout: 240_000 });
    const client = await browser.target().createCDPSession();
    await client.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: saved });
    return browser;
  }
  const home = join(folder, "home");
  mkdirSync(home);
  return puppeteer.launch({
    browser: "firefox",
    executablePath: EXECUTABLE,
    env: { ...process.env, HOME: home },
    protocolTimeout: 240_000,
    timeout: 120_000,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": saved,
      "browser.download.useDownloadDir": true,
      "browser.download.alwaysOpenPanel": false,
      "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream",
    },
  });
}

export const done = () => rmSync(folder, { recursive: true, force: true });

/** The page, and the frame in it; whatever is asked for, thrown or written to the console is noise. */
export async function opened(browser, file = PAGE) {
  const page = await browser.newPage();
  const noise = [];
  page.on("console", (message) => noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`error: ${error}`));
  page.on("request", (request) => {
    if (!/^(file|blob|about|data):/.test(request.url())) noise.push(`request: ${request.url()}`);
  });
  await page.setViewport({ width: 1200, height: 900 });
  await page.goto(pathToFileURL(file).href);
  let frame;
  for (let tries = 0; tries < 100 && !frame; tries += 1) {
    frame = page.frames().find((one) => one.parentFrame() === page.mainFrame());
    if (!frame) await new Promise((next) => setTimeout(next, 100));
  }
  return { page, frame, noise };
}

/** The bytes of a file that was saved, once all of it is there. */
export async function download(name) {
  for (let tries = 0; tries < 200; tries += 1) {
    const unfinished = readdirSync(saved).some((file) => /\.(part|crdownload)$/.test(file));
    if (!unfinished && readdirSync(saved).includes(name)) {
      const bytes = readFileSync(join(saved, name));
      if (bytes.length) {
        rmSync(join(saved, name));
        return bytes;
      }
    }
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error(`${name} was not saved: ${readdirSync(saved)}`);
}
