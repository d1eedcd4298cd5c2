// The module that stands in intake.html gives the bytes of the command, on every sample. INTAKE is the program, PAGE the page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { after, test } from "node:test";
import { ask, moduleOf, unpacked } from "./engine.mjs";

const { INTAKE, PAGE } = process.env;
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "intake-module-"));
const module = moduleOf(PAGE);
after(() => rmSync(folder, { recursive: true }));

const within = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)))
    .sort();
/** Files by the names that the command gives them: of two with one name the paths as typed. */
const given = (role, ...paths) =>
  paths.map((path) => {
    const alone = paths.filter((other) => basename(other) === basename(path)).length === 1;
    return { role, name: alone ? basename(path) : path, bytes: readFileSync(path) };
  });
const lists = () => given("list", ...readdirSync(join(root, "rules/lists")).map((name) => join(root, "rules/lists", name)));

let runs = 0;
/** Runs both, and compares every file; gives the folder of the run, where there is one. */
function same(rules, applications, { ratings = [], decisions = [], stage, before } = {}) {
  runs += 1;
  const out = join(folder, `run-${runs}`);
  const typed = ["select", ...applications, "--rules", rules, "--out", out];
  for (const file of ratings) typed.push("--ratings", file);
  for (const file of decisions) typed.push("--decisions", file);
  if (stage) typed.push("--stage", stage);
  if (before) typed.push("--after", before);
  const native = spawnSync(INTAKE, typed, { encoding: "utf8" });
  const files = [
    ...given("rules", rules),
    ...lists(),
    ...given("application", ...applications),
    ...given("ratings", ...ratings),
    ...given("decisions", ...decisions),
    ...(before ? within(before).map((name) => ({ role: "run", name, bytes: readFileSync(join(before, name)) })) : []),
  ];
  const told = ask(module, "select", stage ? { stage } : {}, files);
  const called = `${basename(rules)} ${applications.map((path) => basename(path))}`;
  if (native.status > 1) {
    assert.equal(told.state, "refused", `${called}: ${native.stderr}`);
    assert.equal(told.files.size, 0, called);
    return null;
  }
  assert.equal(told.state, native.status === 0 ? "done" : "open", `${called}: ${told.line}`);
  assert.deepEqual([...told.files.keys()].sort(), within(out), called);
  for (const [name, bytes] of told.files) assert.ok(bytes.equals(readFileSync(join(out, name))), `${called}: ${name}`);
  return out;
}

test("the module imports nothing, so that it can do nothing but compute", () => {
  assert.deepEqual(WebAssembly.Module.imports(module), []);
});

test("the page has at most four megabytes", () => {
  assert.ok(statSync(PAGE).size <= 4 << 20, `${statSync(PAGE).size}`);
});

test("the sample comes out the same, from a text, from a workbook and with decisions", () => {
  const sample = join(root, "sample-applications/montenegro-2019");
  const rules = join(root, "rules/montenegro-2019.toml");
  assert.ok(same(rules, [`${sample}.csv`]));
  assert.ok(same(rules, [`${sample}.xlsx`]));
  assert.ok(same(rules, [`${sample}.csv`], { decisions: [`${sample}.decisions.csv`] }));
});

test("so does every other sample", () => {
  const samples = join(root, "sample-applications");
  let made = 0;
  for (const name of ["minimal", "autumn-workshop-2021", "regional-school-2025"])
    made += Boolean(same(join(root, `rules/${name}.toml`), [join(samples, `${name}.csv`)]));
  for (const name of readdirSync(join(samples, "small")).filter((name) => name.endsWith(".toml")))
    made += Boolean(same(join(samples, "small", name), [join(samples, "small", name.replace(".toml", ".csv"))]));
  for (const name of readdirSync(join(samples, "tools")).filter((name) => !name.endsWith(".toml")))
    made += Boolean(same(join(samples, "tools/tools.toml"), [join(samples, "tools", name)]));
  assert.ok(made > 25, `only ${made} were selected`);
});

test("so do two stages with ratings in files of their own, the second beside the first", () => {
  const samples = join(root, "sample-applications/trial-monitors-2026");
  const rules = join(root, "rules/trial-monitors-2026.toml");
  const all = (...names) => names.flatMap((name) => within(join(samples, name)).map((file) => join(samples, name, file)));
  const applications = [join(samples, "applications.csv")];
  const decisions = [join(samples, "decisions-1.csv")];
  const ratings = all("first", "mended", "second");
  const before = same(rules, applications, { ratings, decisions, stage: "essays" });
  assert.ok(before);
  decisions.push(join(samples, "decisions-2.csv"));
  assert.ok(same(rules, applications, { ratings: [...ratings, ...all("interviews")], decisions, stage: "interviews", before }));
});

test("what is explained, packed, opened and written to applicants is the run's", () => {
  const sample = join(root, "sample-applications/montenegro-2019.csv");
  const rules = join(root, "rules/montenegro-2019.toml");
  const out = join(folder, "letters-of");
  spawnSync(INTAKE, ["select", sample, "--rules", rules, "--out", out]);
  const run = within(out).map((name) => ({ role: "run", name, bytes: readFileSync(join(out, name)) }));
  const packed = ask(module, "pack", {}, run).files.get("run.zip");
  const opened = ask(module, "open", {}, [{ role: "packed", name: "run.zip", bytes: packed }]);
  assert.equal(opened.state, "done", opened.line);
  for (const { name, bytes } of run) assert.ok(opened.files.get(name).equals(bytes), name);
  const html = execFileSync(INTAKE, ["explain", out, "A-0127", "--format", "html"], { encoding: "utf8" });
  const part = ask(module, "explain", { application: "A-0127" }, run).parts.person;
  const text = (markup) => markup.replace(/<head>.*<\/head>/s, "").replace(/<[^>]+>|\s+/g, "");
  assert.ok(text(part) === text(html), "the same words");
  const letters = ask(module, "letters", { date: "2019-04-12" }, [...run, ...given("application", sample)]);
  assert.notEqual(letters.state, "refused", letters.line);
  const written = join(folder, "letters");
  const native = spawnSync(INTAKE, ["letters", out, sample, "--date", "2019-04-12", "--out", written], { encoding: "utf8" });
  assert.equal(native.status, 0, native.stderr);
  const all = unpacked(letters.files.get("letters.zip"));
  assert.deepEqual([...all.keys()].sort(), within(written));
  for (const [name, bytes] of all) assert.ok(bytes.equals(readFileSync(join(written, name))), name);
});

test("a module that stops is no answer, and says a word", () => {
  const engine = new WebAssembly.Instance(module, {}).exports;
  assert.throws(() => engine.answer(0xfffffff0, 0x7fffffff), WebAssembly.RuntimeError);
});
