// The step Selection: a run that was made or opened, and whoever is looked up in it.
const shown = (answer, opened) => {
  run = answer.files;
  ranAt = answer.facts.stage;
  for (const place of all("[data-run]")) place.hidden = false;
  for (const place of all("[data-blank]")) place.hidden = place.dataset.blank !== "questions" || !opened;
  for (const part of ["person", "weights", "compared", "packet"]) put(part, "");
  made("packet");
  mark("take", "done", answer.facts.files);
  mark("after", "blank");
  if (opened) {
    if (answer.parts.selection) report();
    else put("selection", "");
    return mark("selection", "done", words.opened);
  }
  unsaved.add("run");
  mark("selection", answer.state, answer.line);
  mark("questions", answer.facts.asked === "0" ? "done" : "open", answer.facts.questions);
  $("answers").hidden = answer.facts.asked === "0";
  report();
};
const select = async (step, places) => {
  const before = stageBefore();
  const answer = await asked(null, "select", options(), [...everything(), ...asRun(before)], places);
  if (!answer) return null;
  if (answer.state === "refused") {
    mark(step, "refused", answer.line);
    return null;
  }
  earlier = before;
  shown(answer, false);
  return answer;
};
// The id of whoever is meant: what was typed, or that of the only person of whom it says who it is.
const meant = (typed) => {
  const people = [...$("people").options];
  const low = typed.toLowerCase();
  if (!low || people.some((one) => one.value === typed)) return typed;
  const same = people.filter((one) => one.value.toLowerCase() === low || one.textContent.toLowerCase().includes(low));
  return same.length === 1 ? same[0].value : typed;
};
const explain = async () => {
  const about = { application: meant($("person").value.trim()), other: meant($("other").value.trim()) };
  const answer = await asked(null, "explain", { ...options(), ...about }, theRun());
  if (answer) one('[data-part="person"] h3')?.focus();
};

// What was recorded of a run is enough for what is asked of its weights.
const recorded = () => theRun().filter(({ name }) => /^(manifest\.json|audit\.jsonl|rules\/.*)$/.test(name));
const turn = (row) => {
  const about = { measure: row.dataset.turn, weight: one(`[data-place="${row.dataset.place}"] [inputmode]`).value };
  return asked(null, "turned", about, recorded(), { turned: row.dataset.place });
};
// The slider and the number beside it say the same; a slider cannot say what is no number.
let turning = 0;
document.addEventListener("input", ({ target }) => {
  const row = target.closest?.("[data-turn]");
  if (!row) return;
  if (/^\d+(\.\d+)?$/.test(target.value)) for (const field of all("input", row)) if (field !== target) field.value = target.value;
  clearTimeout(turning);
  turning = setTimeout(() => turn(row), 300);
});

const takeOther = (file) => {
  if (!/\.toml$/i.test(file.name)) return add("other-list", file, "other");
  given["other-rules"] = [file];
  return listed("other-rules", "other");
};

Object.assign(deeds, {
  compare: async () => {
    const files = [...everything(), ...roles("other-rules", "other-list"), ...asRun(stageBefore())];
    const answer = await asked(null, "compare", options(), files);
    kept = answer?.files ?? new Map();
    one('[data-part="compared"] h3')?.focus();
  },
  weights: async () => {
    if (await asked(null, "weights", {}, recorded())) one("[data-turn] input")?.focus();
  },
  explain,
  firmness: async () => {
    if (await asked(null, "firmness", {}, theRun())) one('[data-part="person"] h3')?.focus();
  },
});
