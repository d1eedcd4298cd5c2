// The road of a call in two stages through intake.html: files are dropped, packs go out and come back, and each run is the command's to the byte.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { done, folder, launched } from "./browsers.mjs";
import { begun, command, frame, given, looked, page, pressed, rulesOf, same, sample, settled, text } from "./walk.mjs";

const rules = rulesOf("trial-monitors-2026.toml");
const trial = (name) => sample(join("trial-monitors-2026", name));
const applications = trial("applications.csv");
let browser, fresh;

before(async () => {
  browser = await launched();
  fresh = await begun(browser);
});
after(async () => {
  await browser?.close();
  done();
});

/** The packs of a folder as they came back. Two that have one name were sent by two people, and go by two names here. */
const back = (name) => {
  mkdirSync(join(folder, "packs"), { recursive: true });
  return readdirSync(trial(name)).map((file) => {
    const to = join(folder, "packs", `${name} ${file}`);
    copyFileSync(join(trial(name), file), to);
    return to;
  });
};
const first = [...back("first"), ...back("mended")];
const second = back("second");
const interviews = back("interviews");

/** Lets files fall where they belong, as a mouse does. */
const dropped = (place, ...paths) =>
  frame.evaluate(
    (place, files) => {
      const data = new DataTransfer();
      for (const [name, text] of files) data.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
      const target = document.querySelector(`[data-drop="${place}"] label`);
      for (const kind of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    place,
    paths.map((path) => [basename(path), readFileSync(path).toString("base64")]),
  );
/** Selects, and takes the run away. */
async function selected(name, ...typed) {
  await pressed('[data-step="applications"]');
  await pressed('[data-do="select"]');
  await settled("selection", "open", "done");
  command("select", applications, "--rules", rules, ...typed, "--out", join(folder, name));
  await taken(name);
}
async function taken(name) {
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  await same("run.zip", join(folder, name));
}
/** Makes packs, and saves them. */
async function packed(name, ...typed) {
  await pressed('[data-step="after"]');
  await pressed('[data-do="packs"]');
  await frame.waitForSelector('[data-saves="packs"]:not([hidden])', { timeout: 60_000 });
  await looked(`6-${name}`);
  await pressed('[data-do="save-packs"]');
  command("packs", applications, "--rules", rules, "--assessors", trial("assessors.csv"), ...typed, "--out", join(folder, name));
  await same("packs.zip", join(folder, name));
}

test("files that are dropped are taken where they fall", async () => {
  await dropped("rules", rules);
  await settled("rules", "done", "open");
  await pressed('[data-step="applications"]');
  await dropped("application", applications);
  await settled("applications", "done", "open");
  await dropped("ratings", ...first);
  await frame.waitForFunction((many) => document.querySelectorAll('[data-given="ratings"] li').length === many, {}, first.length);
  await settled("applications", "done", "open");
  assert.equal(await frame.$eval("#stage", (stage) => stage.options.length), 2);
  await looked("2-stages");
});

test("packs of what is still to be rated are the command's, and so is the shortlist", async () => {
  await pressed('[data-step="questions"]');
  await given("decisions", trial("decisions-1.csv"));
  await pressed('[data-step="after"]');
  await given("assessors", trial("assessors.csv"));
  const decided = ["--decisions", trial("decisions-1.csv")];
  await packed("packs-2", "--stage", "essays", "--ratings", ...first, ...decided);
  await pressed('[data-step="applications"]');
  await given("ratings", ...second);
  await settled("applications", "done", "open");
  await selected("shortlisted", "--stage", "essays", "--ratings", ...first, ...second, ...decided);
});

test("the stage after it takes the run that is there, and is selected again after an answer", async () => {
  await pressed('[data-step="applications"]');
  await frame.select("#stage", "interviews");
  const after = ["--stage", "interviews", "--after", join(folder, "shortlisted")];
  const decided = ["--decisions", trial("decisions-1.csv"), "--decisions", trial("decisions-2.csv")];
  await packed("packs-3", ...after, "--ratings", ...first, ...second, ...decided.slice(0, 2));
  await pressed('[data-step="questions"]');
  await given("decisions", trial("decisions-2.csv"));
  await pressed('[data-step="applications"]');
  await given("ratings", ...interviews);
  await settled("applications", "done", "open");
  const rated = ["--ratings", ...first, ...second, ...interviews];
  await selected("selected", ...after, ...rated, ...decided);
  await pressed('[data-step="applications"]');
  await pressed('[data-do="select"]');
  await frame.waitForFunction(() => document.querySelector("#step-applications").hidden, { timeout: 60_000 });
  await taken("selected");
});

test("a weight of a stage is turned, and its rules are compared after the list that was told", async () => {
  await pressed('[data-step="selection"]');
  await pressed("#turning > summary");
  await pressed('[data-do="weights"]');
  await frame.waitForFunction(() => document.activeElement.type === "range", { timeout: 20_000 });
  assert.match(await text('[data-part="weights"]'), /Who takes part stays as the stage before was told/);
  await page.keyboard.press("ArrowLeft");
  await frame.waitForFunction(() => /in place of/.test(document.querySelector('[data-part="turned-0"]').textContent), { timeout: 20_000 });
  await pressed("#comparing > summary");
  await dropped("other", rules);
  await frame.waitForSelector('[data-given="other"] li');
  await pressed('[data-do="compare"]');
  await frame.waitForFunction(() => document.activeElement.closest('[data-part="compared"]'), { timeout: 60_000 });
  assert.match(await text('[data-part="compared"]'), /The rules are the same/);
  await looked("4-stage");
});

test("on the road in stages nothing was asked for, thrown or written to the console", () => {
  assert.deepEqual(fresh.noise, []);
});
