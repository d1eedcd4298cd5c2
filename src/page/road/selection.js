// The step Selection: a run that was made or opened, and whoever is looked up in it.
const shown = (answer, opened) => {
  run = answer.files;
  for (const place of all("[data-run]")) place.hidden = false;
  for (const place of all("[data-blank]")) place.hidden = place.dataset.blank !== "questions" || !opened;
  for (const part of ["person", "packet"]) put(part, "");
  made("packet");
  mark("take", "done", answer.facts.files);
  mark("after", "blank");
  if (opened) {
    put("selection", "");
    return mark("selection", "done", words.opened);
  }
  unsaved.add("run");
  mark("selection", answer.state, answer.line);
  mark("questions", answer.facts.asked === "0" ? "done" : "open", answer.facts.questions);
  $("answers").hidden = answer.facts.asked === "0";
  report();
};
const select = async (step, places) => {
  // A stage after the first takes the run there is as that of the stage before.
  const before = $("stage")?.selectedIndex > 0 ? theRun() : [];
  const answer = await asked(null, "select", options(), [...everything(), ...before], places);
  if (!answer) return null;
  if (answer.state === "refused") {
    mark(step, "refused", answer.line);
    return null;
  }
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

Object.assign(deeds, {
  explain,
  firmness: async () => {
    if (await asked(null, "firmness", {}, theRun())) one('[data-part="person"] h3')?.focus();
  },
});
