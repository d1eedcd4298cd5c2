// Claims about report.html that only a browser can hold: run by .ci/run with `node --test`, or by hand as .ci/browser/run says.
// INTAKE is the program; CHROMIUM a Chromium or Chrome; PICTURE, where given, the file that README's picture is written to.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const { INTAKE, CHROMIUM, PICTURE } = process.env;
const folder = mkdtempSync(join(tmpdir(), "intake-report-"));
const SCRIPT = `<script>document.title="run"</script>`;
const IMAGE = `"><img src=x onerror="document.title='run'">`;
const RIGHT_TO_LEFT = "\u05d0\u05d1\u05d2-9";
let browser;

const root = join(import.meta.dirname, "../..");
const address = (run, file = "report.html") => pathToFileURL(join(folder, run, file)).href;

function select(applications, run) {
  const rules = join(root, "rules/montenegro-2019.toml");
  const made = spawnSync(INTAKE, ["select", applications, "--rules", rules, "--out", join(folder, run)], { encoding: "utf8" });
  assert.ok([0, 1].includes(made.status), made.stderr);
}

function made(...typed) {
  const said = spawnSync(INTAKE, typed, { encoding: "utf8" });
  assert.equal(said.status, 0, said.stderr);
}

before(async () => {
  const sample = join(root, "sample-applications/montenegro-2019.csv");
  select(sample, "sample");
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const hostile = join(folder, "hostile.csv");
  const text = readFileSync(sample, "utf8")
    .replaceAll("A-0127", quoted(SCRIPT))
    .replaceAll("A-0175", quoted(IMAGE))
    .replaceAll("A-0034", RIGHT_TO_LEFT);
  writeFileSync(hostile, text);
  select(hostile, "hostile");
  // The run folder holds nothing but its own files.
  const out = join(folder, "papers");
  made("packet", join(folder, "sample"), "--close-calls", "--personal", sample, "--out", join(folder, "packet.html"));
  made("letters", join(folder, "sample"), sample, "--date", "2019-04-12", "--out", out);
  browser = await puppeteer.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A page that fails the test where anything is asked for, thrown or written to the console. */
async function opened(run, { file = "report.html", scripts = true, width = 1200, scheme = "light" } = {}) {
  const page = await browser.newPage();
  page.noise = [];
  page.on("console", (message) => page.noise.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.noise.push(`error: ${error}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address(run, file)) page.noise.push(`request: ${request.url()}`);
  });
  await page.setOfflineMode(true);
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(address(run, file));
  return page;
}

async function closed(page) {
  assert.deepEqual(page.noise, []);
  await page.close();
}

test("three hundred applications take less than two megabytes", () => {
  assert.ok(statSync(join(folder, "sample/report.html")).size < 2_000_000);
});

test("the page opens without a request and without a word in the console, and nothing may be loaded", async () => {
  const page = await opened("sample");
  // What the policy refuses is an error in the console; here it must be.
  const refused = await page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true });
        const image = document.createElement("img");
        image.src = "https://example.org/x.png";
        document.body.append(image);
      }),
  );
  assert.equal(refused, "img-src");
  page.noise = page.noise.filter((line) => !line.includes("example.org"));
  await closed(page);
});

test("search finds an id and an outcome, and says how many rows are shown", async () => {
  const page = await opened("sample");
  const shown = () =>
    page.$$eval("#everybody tbody tr:not([hidden]) th", (heads) => heads.map((head) => head.textContent.trim()));
  const all = (await shown()).length;
  await page.type("#find-text", "a-0175");
  assert.ok((await shown()).includes("A-0175"));
  assert.match(await page.$eval("#find-count", (line) => line.textContent), new RegExp(`^\\d+ of ${all} applications shown$`));
  assert.ok((await page.$$("details.why:not([hidden])")).length < all);
  await page.$eval("#find-text", (field) => (field.value = ""));
  await page.type("#find-text", "reserve roma-and-sinti number");
  assert.equal((await shown()).length, 6);
  await page.$eval("#find-text", (field) => (field.value = ""));
  await page.type("#find-text", "no such words");
  assert.deepEqual(await shown(), []);
  await closed(page);
});

test("headings sort by numbers up, down and back, from the keyboard as well", async () => {
  const page = await opened("sample");
  const head = await page.evaluateHandle(() =>
    [...document.querySelectorAll("#everybody th")].find((one) => one.textContent === "total"),
  );
  const column = () =>
    page.$$eval("#everybody tbody tr", (rows) => rows.map((row) => row.cells[4].textContent).filter(Boolean).map(Number));
  const sorted = () => page.evaluate((one) => one.getAttribute("aria-sort"), head);
  const written = await column();
  const up = [...written].sort((left, right) => left - right);
  await (await head.$("button")).focus();
  await page.keyboard.press("Enter");
  assert.equal(await sorted(), "ascending");
  assert.deepEqual(await column(), up);
  await page.keyboard.press("Space");
  assert.equal(await sorted(), "descending");
  assert.deepEqual(await column(), [...up].reverse());
  await page.keyboard.press("Enter");
  assert.equal(await sorted(), null);
  assert.deepEqual(await column(), written);
  assert.notDeepEqual(written, up);
  await closed(page);
});

for (const scripts of [true, false]) {
  test(`links reach explanations with scripting ${scripts ? "on" : "off"}`, async () => {
    const page = await opened("sample", { scripts });
    const missed = await page.$$eval('a[href^="#"]', (links) =>
      links.map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)),
    );
    assert.deepEqual(missed, []);
    const links = await page.$$("#everybody tbody a");
    for (const link of [links[0], links[20], links.at(-1)]) {
      const id = await link.evaluate((one) => one.textContent);
      await link.evaluate((one) => one.scrollIntoView());
      await link.click();
      const target = await page.$(":target");
      const details = await target.evaluate((one) => {
        const details = one.closest("details");
        return { open: details.open, says: details.querySelector("summary").textContent };
      });
      assert.ok(details.open && details.says.startsWith(`${id}: `), JSON.stringify(details));
      assert.ok(await target.isIntersectingViewport());
    }
    await closed(page);
  });
}

test("without scripting everything is there but search and sorting", async () => {
  const page = await opened("sample", { scripts: false });
  assert.equal(await page.$eval("#find", (box) => getComputedStyle(box).display), "none");
  assert.equal((await page.$$("th button")).length, 0);
  assert.equal((await page.$$("#everybody tbody tr")).length, 299);
  assert.equal((await page.$$("details.why")).length, 299);
  await closed(page);
});

test("an id that is markup stays text, and a word from right to left turns nothing round", async () => {
  const page = await opened("hostile");
  assert.notEqual(await page.title(), "run");
  assert.equal((await page.$$("script")).length, 1);
  assert.equal((await page.$$("img")).length, 0);
  const ids = await page.$$eval("#everybody tbody th", (heads) => heads.map((head) => head.textContent.trim()));
  for (const id of [SCRIPT, IMAGE, RIGHT_TO_LEFT]) assert.ok(ids.includes(id), id);
  const isolated = await page.$$eval("bdi", (all) => all.every((one) => getComputedStyle(one).unicodeBidi.startsWith("isolate")));
  assert.ok(isolated);
  await closed(page);
});

async function violations(page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes[0].html} (${one.nodes.length})`);
}

test("axe finds nothing wrong with a packet and with a letter", async () => {
  for (const [place, file] of [[".", "packet.html"], ["papers/letters", "A-0154.html"]]) {
    const page = await opened(place, { file });
    assert.deepEqual(await violations(page), [], file);
    await closed(page);
  }
});

for (const [width, scheme] of [[1200, "light"], [1200, "dark"], [360, "light"]]) {
  test(`axe finds nothing wrong, ${width} points wide and ${scheme}`, async () => {
    const page = await opened("sample", { width, scheme });
    await page.$$eval("details", (all) => all.slice(0, 14).forEach((one) => (one.open = true)));
    assert.deepEqual(await violations(page), []);
    // Wide tables move aside in their own frames; the page does not.
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width);
    await closed(page);
  });
}

/** The sheets of a page as it is printed, each as its words with their boxes. */
async function printed(page, name) {
  const pdf = join(folder, name);
  await page.pdf({ path: pdf, preferCSSPageSize: true, printBackground: true, timeout: 300_000 });
  const boxes = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  const decoded = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
  return boxes.split("<page ").slice(1).map((sheet) => {
    const [, width, height] = sheet.match(/^width="([\d.]+)" height="([\d.]+)"/).map(Number);
    const word = /<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)<\/word>/g;
    const words = [...sheet.matchAll(word)].map(([, left, top, right, bottom, text]) => ({
      text: decoded(text),
      // The margins are 14 mm, which is 39.7 points.
      isCut: left < 39 || right > width - 39 || top < 0 || bottom > height,
    }));
    return { width: Math.round(width), height: Math.round(height), words };
  });
}

const texts = (sheets) => sheets.flatMap((sheet) => sheet.words.map((word) => word.text));

for (const all of [false, true]) {
  const what = all ? "with every explanation, where that is ticked" : "the story and one list of everybody";
  test(`printed on A4: ${what}; no table is cut, no number or id is broken, every sheet says of which run it is`, async () => {
    const page = await opened("sample", { scripts: false });
    if (all) await page.click("#print-why");
    const asked = await page.evaluate((all) => {
      const cells = [...document.querySelectorAll("th, td, details.why h3")];
      const there = cells.filter((cell) => !cell.closest("details.numbers") && (all || !cell.closest("details.why")));
      // A digest may be broken: no line holds it.
      const words = there.flatMap((cell) => cell.innerText.split(/\s+/));
      return [...new Set(words.filter((word) => /\d/.test(word) && word.length <= 24))];
    }, all);
    const sheets = await printed(page, `report-${all}.pdf`);
    await closed(page);
    for (const { width, height, words } of sheets) {
      assert.deepEqual([width, height], [595, 842]);
      assert.deepEqual(words.filter((word) => word.isCut), []);
      assert.ok(words.some((word) => /^(Provisional|Final)$/.test(word.text)));
      assert.ok(words.some((word) => /^[0-9a-f]{64}$/.test(word.text)));
    }
    const words = texts(sheets);
    const set = new Set(words);
    // Words that touch, as a bullet and what follows it, come out as one.
    const joined = [...set].join(" ");
    assert.deepEqual(asked.filter((word) => !set.has(word) && !joined.includes(word)), []);
    assert.ok(asked.length > 300, `${asked.length}`);
    const headings = words.filter((word) => word === "Criteria").length;
    if (all) assert.ok(headings > 250, `${headings}`);
    else assert.ok(headings < 5 && sheets.length <= 40, `${headings} explanations on ${sheets.length} sheets`);
  });
}

test("printed as a reader sees it, with the script, every sheet of the list of everybody has the headings", async () => {
  const page = await opened("sample");
  const sheets = await printed(page, "headings.pdf");
  await closed(page);
  const listed = sheets.filter(({ words }) => words.filter((word) => word.text === "unplaced").length >= 5);
  assert.ok(listed.length > 5, `${listed.length}`);
  for (const { words } of listed) {
    const said = words.map((word) => word.text);
    assert.deepEqual(["application", "outcome", "place", "why"].filter((heading) => !said.includes(heading)), []);
  }
});

test("an explanation that is open is printed, and the page says how to print all", async () => {
  const page = await opened("sample");
  await page.$eval("details.why", (one) => (one.open = true));
  const sheets = await printed(page, "open.pdf");
  assert.equal(texts(sheets).filter((word) => word === "Criteria").length, 1);
  assert.match(texts(sheets).join(" "), /On paper stand those that are open/);
  await closed(page);
});

test("on a telephone the page is as wide as the screen, and a wide table says that it can be moved, by keyboard as well", async () => {
  const page = await opened("sample", { width: 360 });
  const wide = await page.$$(".wide");
  let moved = 0;
  for (const box of wide) {
    const [is, hint, focus] = await box.evaluate((one) => [
      one.scrollWidth > one.clientWidth + 1,
      getComputedStyle(one, "::before").content,
      one.tabIndex,
    ]);
    if (!is) continue;
    assert.match(hint, /move the table/, await box.evaluate((one) => one.getAttribute("aria-label")));
    assert.equal(focus, 0);
    moved += 1;
  }
  assert.ok(moved > 5, `${moved}`);
  const box = await page.$("#everybody .wide");
  await box.evaluate((one) => one.scrollIntoView());
  await box.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((one) => one.scrollLeft > 0, {}, box);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
  // Whose row it is stays in sight.
  const left = await page.$eval("#everybody tbody th", (head) => head.getBoundingClientRect().left);
  assert.ok(left >= 0, `${left}`);
  await closed(page);
});

test("a picture for the README", { skip: !PICTURE }, async () => {
  const page = await opened("sample", { width: 960 });
  await page.screenshot({ path: PICTURE, clip: { x: 0, y: 0, width: 960, height: 1000 }, optimizeForSpeed: false });
  await closed(page);
});
