// An officer's road through intake.html, by keyboard, with the untidy sample: what she saves is the command's to the byte.
// INTAKE is the program, PAGE the page, BROWSER and EXECUTABLE the browser; PICTURES, where given, a folder for pictures of each step.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { INTAKE, done, download, folder, launched, opened } from "./browsers.mjs";
import { unpacked } from "./engine.mjs";
import { begun, command, frame, given, looked, page, pressed, rulesOf, said, same, sample, settled, status, tabbed, text, typed, within } from "./walk.mjs";

const rules = rulesOf("montenegro-2019.toml");
const list = rulesOf("lists/osce-participating-states.csv");
let browser, noise;

before(async () => {
  browser = await launched();
  ({ noise } = await begun(browser));
});
after(async () => {
  await browser?.close();
  done();
});

/** Closes a page as she does; whether it asked her first, and what she said then. */
async function closing(page, close) {
  let asked = false;
  const answer = (dialog) => {
    asked ||= dialog.type() === "beforeunload";
    return close ? dialog.accept() : dialog.dismiss();
  };
  page.on("dialog", answer);
  await page.close({ runBeforeUnload: true }).catch(() => {});
  await new Promise((next) => setTimeout(next, 1500));
  page.off("dialog", answer);
  return asked;
}

test("rules: a file without its list says what is missing, and with it every rule stands beside its clause", async () => {
  await looked("0-begin");
  await given("rules", rules);
  await settled("rules", "refused");
  assert.match(await text('[data-part="rules"]'), /lists\/osce-participating-states\.csv/);
  assert.match(await text('[data-part="rules"]'), /line \d+/);
  await looked("1-rules-refused");
  await given("rules", list);
  await settled("rules", "done");
  await pressed("#sentences > summary");
  assert.match(await text('[data-part="sentences"]'), /Criteria/);
  await looked("1-rules");
});

test("rules: what is typed is checked as it is typed", async () => {
  await pressed("#editor > summary");
  await tabbed("#text");
  await page.keyboard.type("nonsense = 1\n");
  await settled("rules", "refused");
  assert.match(await text('[data-part="rules"]'), /nonsense/);
  for (let letters = 0; letters < "nonsense = 1\n".length; letters += 1) await page.keyboard.press("Backspace");
  await settled("rules", "done");
  await pressed("#editor > summary");
});

test("applications: how each column is read, and what cannot be read", async () => {
  await pressed('[data-go="applications"]');
  await given("application", sample("montenegro-2019.csv"));
  await settled("applications", "open");
  assert.match(await text('[data-line="applications"]'), /^\d+ rows in 1 file; \d+ kinds of answers/);
  await looked("2-applications");
});

test("questions: what only a person can answer comes after the selection", async () => {
  await pressed('[data-do="select"]');
  await settled("selection", "open");
  assert.equal(await frame.$eval("#step-questions", (step) => step.hidden), false);
  assert.ok((await frame.$$(".asked")).length > 10);
  await looked("3-questions");
});

test("selection: the story of the run, with search and sorting", async () => {
  await pressed('[data-step="selection"]');
  assert.match(await text("#glance"), /eligible/);
  assert.ok(await frame.$$eval("#glance th", (all) => all.every((one) => one.checkVisibility())), "each bar has its name");
  assert.ok(await frame.$("#everybody th button"));
  await typed("#find-text", "a-0175");
  assert.match(await text("#find-count"), /^\d+ of \d+ applications shown$/);
  await looked("4-selection");
});

test("selection: somebody is looked up, and explained as the command does", async () => {
  await pressed('[data-step="selection"]');
  await typed("#person", "A-0127");
  await pressed('[data-do="explain"]');
  await frame.waitForSelector('[data-part="person"] h3');
  command("select", sample("montenegro-2019.csv"), "--rules", rules, "--out", join(folder, "run"));
  const html = spawnSync(INTAKE, ["explain", join(folder, "run"), "A-0127", "--format", "html"], { encoding: "utf8" }).stdout;
  const words = (markup) => markup.replace(/\s+/g, "");
  const plain = html.replace(/<head>.*<\/head>/s, "").replace(/<[^>]+>/g, "").replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  assert.equal(words(await text('[data-part="person"]')), words(plain));
  await looked("4-person");
});

test("selection: a weight is turned by keys and by an exact number, and it is said who would sit then", async () => {
  await pressed("#turning > summary");
  await pressed('[data-do="weights"]');
  await frame.waitForFunction(() => document.activeElement.type === "range", { timeout: 20_000 });
  const [, weight] = /(\S+) in the run/.exec(await text('label[for="turn-0"]'));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const more = await frame.$eval("#turn-0", (slider) => slider.value);
  assert.notEqual(more, weight);
  assert.equal(await frame.$eval("#exact-0", (field) => field.value), more, "slider and number say the same");
  const says = (words) => frame.waitForFunction((words) => document.querySelector('[data-part="turned-0"]').textContent.includes(words), { timeout: 20_000 }, words);
  await says(`counted ${more} in place of ${weight}:`);
  assert.match(await status(), /in place of/, "a screen reader is told");
  await said("#exact-0", "0.125");
  await says(`counted 0.125 in place of ${weight}:`);
  assert.match(await text('[data-part="turned-0"]'), /Would have a seatA-\d+/);
  await looked("4-weights");
  await said("#exact-0", "1,5");
  await says("Write a weight as a number");
});

test("selection: another rules file is compared, and what is saved of it is the command's", async () => {
  const other = join(folder, "other.toml");
  writeFileSync(other, readFileSync(rules, "utf8").replace("weight = 1.5", "weight = 6"));
  await pressed("#comparing > summary");
  await given("other", other);
  await pressed('[data-do="compare"]');
  await frame.waitForFunction(() => document.activeElement.closest('[data-part="compared"]'), { timeout: 60_000 });
  await looked("4-compared");
  // The list stands beside the rules as the command reads it.
  const beside = join(folder, "rules");
  mkdirSync(join(beside, "lists"), { recursive: true });
  for (const [from, to] of [[other, "other.toml"], [list, "lists/osce-participating-states.csv"]]) copyFileSync(from, join(beside, to));
  const movers = join(folder, "movers.csv");
  const said = spawnSync(INTAKE, ["compare", rules, join(beside, "other.toml"), sample("montenegro-2019.csv"), "--movers", movers]);
  assert.equal(said.status, 4, said.stderr.toString());
  await pressed('[data-save="movers.csv"]');
  assert.ok((await download("movers.csv")).equals(readFileSync(movers)));
  await pressed('[data-save="comparison.txt"]');
  assert.ok((await download("comparison.txt")).equals(said.stdout));
});

test("take away: the packed run and each file by itself are the command's", async () => {
  await pressed('[data-step="take"]');
  await looked("5-take");
  await pressed('[data-do="pack"]');
  await same("run.zip", join(folder, "run"));
  for (const name of within(join(folder, "run"))) {
    await frame.$eval(`[data-save="${name}"]`, (button) => button.focus());
    await page.keyboard.press("Enter");
    const bytes = await download(name.split("/").pop());
    assert.ok(bytes.equals(readFileSync(join(folder, "run", name))), name);
    // Chromium takes ten in a second, and nobody presses faster.
    await new Promise((next) => setTimeout(next, 150));
  }
});

test("questions: an answer is taken, saved as the file that the command takes, and moves the selection as that does", async () => {
  await pressed('[data-step="questions"]');
  const open = (await frame.$$(".asked")).length;
  await typed("#all-who", "Training unit");
  await frame.$eval("#all-when", (field) => (field.value = "2019-04-02"));
  await typed("#all-why", "asked by telephone");
  const at = await frame.$$eval(".asked", (all) => all.findIndex((one) => [...(one.querySelector("select[data-column=answer]")?.options ?? [])].some((option) => option.value === "yes")));
  assert.ok(at >= 0, "a question that is answered by yes or no");
  await frame.$eval(`#answer-${at}`, (field) => {
    field.value = "yes";
    field.focus();
  });
  await pressed('[data-do="answer"]');
  await frame.waitForFunction((open) => document.querySelectorAll(".asked").length < open, { timeout: 20_000 }, open);
  await looked("3-answered");
  await pressed('[data-do="save-decisions"]');
  writeFileSync(join(folder, "decisions.csv"), await download("decisions.csv"));
  command("select", sample("montenegro-2019.csv"), "--rules", rules, "--decisions", join(folder, "decisions.csv"), "--out", join(folder, "decided"));
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  writeFileSync(join(folder, "decided.zip"), await same("run.zip", join(folder, "decided")));
});

test("take away: a packet about those named is the command's, without names and with them", async () => {
  assert.ok(await frame.$$eval("#packet-group option", (all) => all.every((one) => one.value && one.textContent)), "groups by their titles");
  await frame.select("#packet-whom", "named");
  await typed("#packet-named", "A-0127");
  await pressed('[data-do="packet"]');
  await frame.waitForSelector('[data-saves="packet"]:not([hidden])');
  await looked("5-packet");
  await pressed('[data-do="save-packet"]');
  const packet = (...names) => command("packet", join(folder, "decided"), "A-0127", "--out", join(folder, "packet.html"), "--replace", ...names);
  packet();
  assert.ok((await download("packet.html")).equals(readFileSync(join(folder, "packet.html"))), "without names");
  await tabbed("#packet-names");
  await page.keyboard.press(" ");
  assert.equal(await frame.$eval('[data-saves="packet"]', (place) => place.hidden), true, "what is saved is what is asked for now");
  await pressed('[data-do="packet"]');
  await frame.waitForSelector('[data-saves="packet"]:not([hidden])');
  await pressed('[data-do="save-packet"]');
  packet("--personal", sample("montenegro-2019.csv"), "--decisions", join(folder, "decisions.csv"));
  assert.ok((await download("packet.html")).equals(readFileSync(join(folder, "packet.html"))), "with names");
});

test("after: letters to everybody are the command's", async () => {
  await pressed('[data-step="after"]');
  await frame.$eval("#letter-date", (field) => (field.value = "2019-04-12"));
  await pressed('[data-do="letters"]');
  await settled("after", "done", "open");
  await looked("6-after");
  await pressed('[data-do="save-letters"]');
  const letters = unpacked(await download("letters.zip"));
  const out = join(folder, "letters");
  command("letters", join(folder, "decided"), sample("montenegro-2019.csv"), "--decisions", join(folder, "decisions.csv"), "--date", "2019-04-12", "--out", out);
  assert.deepEqual([...letters.keys()].sort(), within(out));
  for (const [name, bytes] of letters) assert.ok(bytes.equals(readFileSync(join(out, name))), name);
});

test("after: who gave a seat back is replaced, as the command does", async () => {
  const roster = readFileSync(join(folder, "decided/rosters/environment.csv"), "utf8");
  const [gone] = /A-\d{4}/.exec(roster);
  await typed("#gone", gone);
  await typed("#gone-who", "Training unit");
  await frame.$eval("#gone-when", (field) => (field.value = "2019-04-15"));
  await typed("#gone-why", "wrote on 15 April");
  await pressed('[data-do="replace"]');
  await frame.waitForFunction(() => !document.querySelector("#step-selection").hidden, { timeout: 60_000 });
  await pressed('[data-step="questions"]');
  await pressed('[data-do="save-decisions"]');
  writeFileSync(join(folder, "decisions.csv"), await download("decisions.csv"));
  command("replace", join(folder, "decided"), sample("montenegro-2019.csv"), "--decisions", join(folder, "decisions.csv"), "--out", join(folder, "replaced"));
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  await same("run.zip", join(folder, "replaced"));
});

test("after: letters of the next round are the command's, and so are the templates", async () => {
  await pressed('[data-step="after"]');
  await frame.$eval("#letter-date", (field) => (field.value = "2019-04-20"));
  await pressed("#step-after details > summary");
  await given("told", join(folder, "decided.zip"));
  await pressed('[data-do="letters"]');
  await settled("after", "done", "open");
  assert.match(await text('[data-part="after"]'), /Since the letters that went out: \d+ new, \d+ changed, \d+ unchanged/);
  await looked("6-round");
  await pressed('[data-do="save-letters"]');
  const files = [join(folder, "replaced"), sample("montenegro-2019.csv"), "--decisions", join(folder, "decisions.csv"), "--date", "2019-04-20"];
  command("letters", ...files, "--told", join(folder, "decided"), "--out", join(folder, "round"));
  await same("letters.zip", join(folder, "round"));
  await pressed('[data-do="templates"]');
  command("letters", "--print-templates", join(folder, "templates"));
  writeFileSync(join(folder, "templates.zip"), await same("templates.zip", join(folder, "templates")));
  await given("templates", join(folder, "templates.zip"));
  await tabbed("#all-letters");
  await page.keyboard.press(" ");
  await pressed('[data-do="letters"]');
  await frame.waitForFunction(() => /all are written/.test(document.querySelector('[data-part="after"]').textContent), { timeout: 20_000 });
  await pressed('[data-do="save-letters"]');
  command("letters", ...files, "--told", join(folder, "decided"), "--all", "--templates", join(folder, "templates"), "--out", join(folder, "round-all"));
  await same("letters.zip", join(folder, "round-all"));
});

test("take away: a saved run is opened again, and one that was touched is not used", async () => {
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  const zip = await download("run.zip");
  const story = await text("#glance");
  writeFileSync(join(folder, "again.zip"), zip);
  await given("packed", join(folder, "again.zip"));
  await frame.waitForSelector('[data-part="open"] .good');
  await looked("5-opened");
  await pressed('[data-part="open"] [data-go="selection"]');
  assert.equal(await text("#glance"), story, "the story is the one that was shown when it was made");
  await typed("#find-text", "a-0175");
  assert.match(await text("#find-count"), /^\d+ of \d+ applications shown$/);
  await looked("4-opened");
  await pressed('[data-step="take"]');
  // A bit of a file's name inside.
  const at = zip.indexOf("clarify.csv");
  zip.write("C", at);
  zip.write("C", zip.lastIndexOf("clarify.csv"));
  writeFileSync(join(folder, "touched.zip"), zip);
  await given("packed", join(folder, "touched.zip"));
  await settled("take", "refused");
  assert.match(await text('[data-part="open"]'), /clarify\.csv/);
  await looked("5-touched");
});

test("on the whole road nothing was asked for, thrown or written to the console", async () => {
  assert.deepEqual(noise, []);
  assert.match(await status(), /./);
});

test("what takes long moves, and is cancelled by keyboard without a trace", async () => {
  const [heading, ...rows] = readFileSync(sample("montenegro-2019.csv"), "utf8").trimEnd().split(/\r?\n(?=A-\d{4},)/);
  const many = Array.from({ length: 60 }, (_, at) => rows.map((row) => row.replace(/^A-/, `B${at}-`).replace(/@/, `+${at}@`)).join("\n"));
  writeFileSync(join(folder, "many.csv"), `${heading}\n${many.join("\n")}\n`);
  const fresh = await begun(browser);
  await given("rules", rules, list);
  await settled("rules", "done");
  await pressed('[data-go="applications"]');
  await given("application", join(folder, "many.csv"));
  await settled("applications", "open");
  await pressed('[data-do="select"]');
  await frame.waitForSelector("#cancel:not([hidden])");
  await pressed("#cancel");
  assert.equal(await status(), "Cancelled: nothing was changed.");
  assert.equal(await frame.evaluate(() => document.activeElement.id), "title-applications");
  await new Promise((next) => setTimeout(next, 4000));
  assert.equal(await frame.$eval('[data-state="selection"]', (state) => state.dataset.is ?? ""), "");
  assert.equal(await frame.$eval("#cancel", (button) => button.hidden), true);
  assert.deepEqual(fresh.noise, []);
  await page.close();
});

test("the sample is taken by one button, and a saved file of decisions is opened again", async () => {
  const fresh = await begun(browser);
  await pressed('[data-do="sample"]');
  await settled("applications", "open");
  await pressed('[data-step="questions"]');
  await given("decisions", sample("montenegro-2019.decisions.csv"));
  await pressed('[data-step="applications"]');
  await pressed('[data-do="select"]');
  await settled("selection", "open", "done");
  assert.ok(await closing(page, false), "she is asked, because the run is not saved");
  command("select", sample("montenegro-2019.csv"), "--rules", rules, "--decisions", sample("montenegro-2019.decisions.csv"), "--out", join(folder, "by-file"));
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  const packed = unpacked(await download("run.zip"));
  for (const name of within(join(folder, "by-file"))) assert.ok(packed.get(name)?.equals(readFileSync(join(folder, "by-file", name))), name);
  assert.deepEqual(fresh.noise, []);
  assert.equal(await closing(page, true), false, "everything is saved, and she is asked nothing");
});

test("after a reload nothing of it is left in the page or in what a browser stores", async () => {
  const fresh = await opened(browser);
  await fresh.frame.waitForSelector("body[data-ready]", { timeout: 60_000 });
  assert.equal(await fresh.frame.$eval(".given", (given) => given.textContent), "");
  assert.equal((await fresh.frame.$$(".asked")).length, 0);
  const stored = await fresh.frame.evaluate(async () => {
    const tried = {};
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      try {
        const store = self[name];
        if (name === "indexedDB") tried[name] = (await store.databases()).length;
        else if (name === "caches") tried[name] = (await store.keys()).length;
        else tried[name] = store.length;
      } catch {
        tried[name] = "refused";
      }
    }
    return { ...tried, cookie: (() => { try { return document.cookie; } catch { return "refused"; } })() };
  });
  for (const [name, what] of Object.entries(stored)) assert.ok(what === "refused" || what === 0 || what === "", `${name}: ${what}`);
  await fresh.page.close();
});
