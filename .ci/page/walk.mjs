// What a walk through intake.html is made of: where it is, how somebody without a mouse gets on, and how what is there is looked at.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import axe from "axe-core";
import { INTAKE, download, opened } from "./browsers.mjs";
import { unpacked } from "./engine.mjs";

const { PICTURES } = process.env;
const root = join(import.meta.dirname, "../..");
export const sample = (name) => join(root, "sample-applications", name);
export const rulesOf = (name) => join(root, "rules", name);

/** The page that is walked, and its frame. */
export let page, frame;
/** Opens the page anew, and walks on there. */
export async function begun(browser) {
  const fresh = await opened(browser);
  ({ page, frame } = fresh);
  await frame.waitForSelector("body[data-ready]", { timeout: 60_000 });
  return fresh;
}

export const command = (...typed) => {
  const said = spawnSync(INTAKE, typed, { encoding: "utf8" });
  assert.ok(said.status <= 1, said.stderr);
};
export const within = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort();
export const status = () => frame.$eval("#status", (line) => line.textContent);
export const settled = (step, ...states) =>
  frame.waitForFunction((step, states) => states.includes(document.querySelector(`[data-state="${step}"]`).dataset.is), { timeout: 60_000 }, step, states);
export const text = (selector) => frame.$eval(selector, (node) => node.textContent);

/** Goes to an element by Tab alone, back where it stands before: at an end of the page Firefox goes on in its own window. */
export async function tabbed(selector) {
  const way = (selector) => {
    const [is, to] = [document.activeElement, document.querySelector(selector)];
    if (is?.matches(selector)) return "there";
    return is && is !== document.body && is.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING ? "back" : "on";
  };
  for (let presses = 0; presses < 900; presses += 1) {
    const where = await frame.evaluate(way, selector);
    if (where === "there") return;
    if (where === "back") await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    if (where === "back") await page.keyboard.up("Shift");
  }
  assert.fail(`${selector} is not reached by keyboard`);
}
export async function pressed(selector) {
  await tabbed(selector);
  await page.keyboard.press("Enter");
}
export async function typed(selector, words) {
  await tabbed(selector);
  await page.keyboard.type(words);
}
/** The system's own window for files cannot be driven; that the button for it is reached can. */
export async function given(kind, ...files) {
  await tabbed(`#give-${kind}`);
  await (await frame.$(`#give-${kind}`)).uploadFile(...files);
  // A file is read before it is there; a hand is slower than that. Two places take a file at once, and list none.
  if (kind === "packed" || kind === "draft") return;
  const there = (kind, name) => document.querySelector(`[data-given="${kind}"]`).textContent.includes(name);
  for (const file of files) await frame.waitForFunction(there, { timeout: 20_000 }, kind, basename(file).replace(/\.[^.]*$/, ""));
}

/** No violation of WCAG on what is shown, and a picture of it in every dress. */
export async function looked(name) {
  await frame.evaluate(axe.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await frame.evaluate((tags) => axe.run(document, { runOnly: tags }), tags);
  const wrong = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
  assert.deepEqual(wrong, [], name);
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  for (const [dress, width, scheme] of [["light", 1200, "light"], ["dark", 1200, "dark"], ["narrow", 390, "light"]]) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]).catch(() => {});
    writeFileSync(join(PICTURES, `${name}-${dress}.png`), await page.screenshot());
  }
  await page.setViewport({ width: 1200, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]).catch(() => {});
}

/** What is said in a field takes the place of what stood there. */
export async function said(selector, words) {
  await tabbed(selector);
  if (await frame.$eval(selector, (field) => field.tagName === "SELECT")) return frame.select(selector, words);
  if (await frame.$eval(selector, (field) => field.type === "date" || field.type === "time")) return frame.$eval(selector, (field, words) => (field.value = words), words);
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.press("Backspace");
  return page.keyboard.type(words);
}

/** Each file of an archive that is saved is the one that the command wrote into a folder. The archive, to be given again. */
export async function same(zip, folder) {
  const bytes = await download(zip);
  const packed = unpacked(bytes);
  assert.deepEqual([...packed.keys()].sort(), within(folder));
  for (const [name, bytes] of packed) assert.ok(bytes.equals(readFileSync(join(folder, name))), name);
  return bytes;
}
