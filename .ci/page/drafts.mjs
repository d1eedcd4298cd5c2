// A rules file that begins from an export is settled by its forms, by keyboard, and selects as the command does.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { done, download, folder, launched } from "./browsers.mjs";
import { begun, command, frame, given, looked, page, pressed, said, same, sample, settled, tabbed, text } from "./walk.mjs";

let browser;
before(async () => {
  browser = await launched();
});
after(async () => {
  await browser?.close();
  done();
});

/** Presses the button of a form, and waits until the rules have it and were looked at again. */
async function written(form) {
  const before = await frame.$eval("#text", (text) => text.value);
  await pressed(`${form} [data-edit]`);
  await frame.waitForFunction((before) => document.querySelector("#text").value !== before && document.activeElement.matches("summary"), { timeout: 20_000 }, before);
}
const openedForm = async (section, form, at) => {
  await pressed(`#guided-${section} [data-form="${form}"][data-at="${at}"] [data-open]`);
  await frame.waitForFunction((form) => document.activeElement.closest(`[data-part="form-${form}"]`), { timeout: 20_000 }, form);
};
const EDITOR = "fieldset.editor";

test("a draft from an export is settled by its forms, decides nothing before, and selects as the command does", async () => {
  const fresh = await begun(browser);
  await pressed(".choices summary");
  await given("draft", sample("minimal.csv"));
  await settled("rules", "refused");
  await frame.waitForFunction(() => document.activeElement.id === "text", { timeout: 20_000 });
  await looked("1-draft");
  await pressed("#editor > summary");
  await pressed("#guided > summary");

  await pressed("#guided-programme > summary");
  await said("#guided-programme-title", "A course on keeping files");
  await said("#guided-programme-id", "files-2026");
  await looked("1-form-programme");
  await written('[data-form="programme"]');
  assert.ok(await frame.$eval("#guided-programme", (form) => form.open), "a form stays open where it was");

  await pressed("#guided-call > summary");
  await said("#guided-call-deadline", "2026-05-04");
  await said("#guided-call-deadline-time", "18:00");
  await written('[data-form="call"]');
  assert.match(await frame.$eval("#text", (text) => text.value), /^deadline = 2026-05-04T18:00:00\ntime_zone = "Europe\/Vienna"\n/m);

  await pressed("#guided-clauses > summary");
  await said("#guided-clauses-clause-deadline", "Applications are taken until 4 May 2026, six in the evening.");
  await said("#guided-clauses-decision-order-by", "course team");
  await said("#guided-clauses-decision-order-on", "2026-01-05");
  await looked("1-form-clauses");
  await written('[data-form="clauses"]');

  await pressed("#guided-places > summary");
  await said("#guided-places-cap", "two");
  await written('[data-form="places"]');
  assert.match(await text('[data-part="rules"]'), /cap = "two"/, "what is no number is said beside its line");
  await looked("1-form-refused");
  await said("#guided-places-cap", "2");
  await written('[data-form="places"]');
  await openedForm("places", "group", "0");
  await said(`${EDITOR} [data-name="size"]`, "2");
  await looked("1-form-group");
  await written(EDITOR);

  await pressed("#guided-criteria > summary");
  await openedForm("criteria", "criterion", "new");
  await said(`${EDITOR} [data-name="title"]`, "Two years of practice");
  await said("#guided-subject", "field:years-of-practice");
  await frame.waitForSelector("#guided-ask");
  await said("#guided-ask", "at_least");
  await said("#guided-value", "2");
  await said("#guided-clause", "Applicants have kept files for two years.");
  await looked("1-form-criterion");
  await written(EDITOR);
  assert.match(await text("#guided-criteria .listed"), /Two years of practice/);

  await pressed("#guided-ratings > summary");
  await openedForm("ratings", "rating", "new");
  await said("#guided-rating-min", "0");
  await said("#guided-rating-max", "10");
  await tabbed('[data-name="columns"][value="Motivation"]');
  await page.keyboard.press(" ");
  await looked("1-form-rating");
  await written(EDITOR);

  await pressed("#guided-scoring > summary");
  await openedForm("scoring", "measure", "new");
  await said(`${EDITOR} [data-name="title"]`, "Motivation");
  await said("#guided-subject", "field:motivation");
  await frame.waitForSelector("#guided-blank");
  await said("#guided-clause", "Places go to the applicants whose motivation convinces most.");
  await looked("1-form-measure");
  await written(EDITOR);
  await said("#guided-weights-weight-0", "2.5");
  await written('[data-form="weights"]');

  assert.notEqual(await frame.$eval('[data-state="rules"]', (state) => state.dataset.is), "done", "a mark is left");
  await pressed("#guided-marks > summary");
  await looked("1-form-marks");
  await pressed('[data-form="mark"] [data-show]');
  assert.match(await frame.$eval("#text", (text) => text.value.slice(text.selectionStart, text.selectionEnd)), /^# EDIT/);
  await written('[data-form="mark"]');
  await settled("rules", "done");
  assert.equal(await frame.$("#guided-marks"), null);

  const settledText = await frame.$eval("#text", (text) => text.value);
  await said("#guided-places-cap", "20");
  await written('[data-form="places"]');
  await pressed("[data-undo]");
  await frame.waitForFunction((text) => document.querySelector("#text").value === text, { timeout: 20_000 }, settledText);
  await settled("rules", "done");

  await pressed('[data-step="applications"]');
  await pressed("#step-applications details > summary");
  await said("#option-delimiter", "comma");
  await pressed("[data-remember]");
  await frame.waitForFunction(() => document.querySelector("#text").value.includes('[export]\ndelimiter = "comma"\n\n[call]'), { timeout: 20_000 });
  await settled("applications", "done", "open");
  await looked("2-remembered");
  await said("#option-delimiter", "");

  await pressed('[data-do="select"]');
  await settled("selection", "open", "done");
  await pressed('[data-step="rules"]');
  await pressed('[data-do="save-rules"]');
  writeFileSync(join(folder, "rules.toml"), await download("rules.toml"));
  command("select", sample("minimal.csv"), "--rules", join(folder, "rules.toml"), "--out", join(folder, "drafted"));
  await pressed('[data-step="take"]');
  await pressed('[data-do="pack"]');
  await same("run.zip", join(folder, "drafted"));
  assert.deepEqual(fresh.noise, []);
  await page.close();
});
