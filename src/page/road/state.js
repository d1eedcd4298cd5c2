// What there is on the road, what is said of it, and the one way to ask the engine. What is said comes from the engine.
const $ = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector) => document.querySelector(selector);
const words = JSON.parse($("words").textContent);
const LARGE = 300 << 20;

// What there is: files by what they are, answers that are no file yet, the run, and what was not saved.
const { given, roles, listed, add } = files(words.remove, (place) => changed(place));
let answers = [];
let answered = null;
let run = new Map();
// The stage that the run is of, and the run of the stage before, where there is one.
let ranAt = "";
let earlier = new Map();
// What else was made to be saved, by its name.
let kept = new Map();
const packed = {};
const unsaved = new Set();
addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});

const say = (line) => {
  $("status").textContent = line;
};
const mark = (step, state, line = "") => {
  const place = one(`[data-state="${step}"]`);
  place.textContent = words[state];
  place.dataset.is = state;
  const own = one(`[data-line="${step}"]`);
  own.textContent = line;
  own.hidden = !line;
  own.dataset.is = state;
  one(`[data-next="${step}"]`).hidden = state !== "done" && state !== "open";
};
// Only what the engine made, and escaped, is ever put into the page.
const put = (name, html) => {
  const place = one(`[data-part="${name}"]`);
  const template = document.createElement("template");
  template.innerHTML = html;
  place.replaceChildren(template.content);
};

const go = (step) => {
  for (const section of all("section.step")) section.hidden = section.id !== `step-${step}`;
  for (const link of all("[data-step]")) {
    if (link.dataset.step === step) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  scrollTo(0, 0);
  $(`title-${step}`).focus();
};
// What was said last was said about the step before.
const walk = (step) => {
  say("");
  go(step);
};
const reveal = (id) => {
  const target = $(id);
  if (!target) return;
  const step = target.closest("section.step");
  if (step?.hidden) go(step.id.slice("step-".length));
  for (let details = target.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  target.tabIndex = -1;
  target.focus();
  target.scrollIntoView();
};

// Asks the engine, says that it works, and puts its answer in place; `places` renames parts for where they are shown.
const asked = async (step, name, options = {}, files = [], places = {}) => {
  const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const began = performance.now();
  const moving = setInterval(() => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    say(seconds ? `${words.working} ${seconds} s` : words.working);
    $("progress").hidden = $("cancel").hidden = false;
  }, 250);
  const answer = await engine.ask(name, options, files).finally(() => {
    clearInterval(moving);
    $("progress").hidden = $("cancel").hidden = true;
  });
  if (!answer) return null;
  if (answer.broken) answer.line = size > LARGE ? words.large : answer.line || `${words.broken} ${answer.how}`;
  for (const [part, html] of Object.entries(answer.parts)) put(places[part] ?? part, html);
  if (step) mark(step, answer.state, answer.line);
  say(answer.line);
  return answer;
};
$("cancel").addEventListener("click", () => {
  engine.cancel();
  say(words.cancelled);
  one("section.step:not([hidden]) h1").focus();
});

const save = (name, bytes) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name.split("/").pop();
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  say(`${words.saved} ${name}`);
};

const decided = () => (answered ? [{ role: "decisions", ...answered }] : []);
const everything = () => [...roles("rules", "list", "application", "ratings", "decisions"), ...decided()];
const asRun = (files) => [...files].map(([name, bytes]) => ({ role: "run", name, bytes }));
const theRun = () => asRun(run);
// The run of the stage before, where a stage after the first is asked for: the run there is, or the one that it came after.
const stageBefore = () => {
  if (!($("stage")?.selectedIndex > 0)) return new Map();
  return ranAt === $("stage").value ? earlier : run;
};
const options = () => {
  const said = { "without-workbook": $("without-workbook").checked, on: $("on").value };
  for (const field of all('[id^="option-"]')) {
    if (field.value) said[field.id.slice("option-".length)] = field.type === "number" ? Number(field.value) : field.value;
  }
  if ($("stage")) said.stage = $("stage").value;
  return said;
};

// What was made from something else than what is given now is to be made again.
const stale = (...steps) => {
  for (const step of steps) {
    const place = one(`[data-state="${step}"]`);
    if (place.dataset.is === "done" || place.dataset.is === "open") mark(step, "stale");
  }
};

// What each button does, by its name; each step says its own.
const deeds = {};
