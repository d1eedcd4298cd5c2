// The step Questions: answers become a file of decisions, and the selection is made again.
const signed = (prefix) => ["who", "when", "why"].map((name) => $(`${prefix}-${name}`).value.trim());
const setDown = async () => {
  const answer = await asked(null, "decisions", { answers });
  const taken = given.decisions.some((file) => file.name === "decisions.csv");
  answered = answer && { name: taken ? "decisions-more.csv" : "decisions.csv", bytes: answer.files.get("decisions.csv") };
  unsaved.add("decisions");
  one('[data-saves="decisions"]').hidden = false;
};
const answer = async () => {
  const [who, when, why] = signed("all");
  const columns = $("answers").dataset.columns.split(",");
  const rows = [];
  for (const question of all(".asked")) {
    const said = { who, when, why, ...question.dataset };
    for (const field of all("[data-column]", question)) if (field.value.trim()) said[field.dataset.column] = field.value.trim();
    const needs = said.decision !== "withdrawn" && said.decision !== "unavailable" && said.decision !== "leave-out";
    if (said.answer || !needs) rows.push(columns.map((column) => said[column] ?? ""));
  }
  if (!rows.length) return say(words.noAnswer);
  if (rows.some((row) => row.slice(-3).some((cell) => !cell))) {
    say(words.say);
    mark("questions", "open", words.say);
    return $("all-who").focus();
  }
  const before = answers;
  answers = [...answers, ...rows];
  await setDown();
  const made = await select("questions", { done: "questions-done" });
  if (made) return $("title-questions").focus();
  answers = before;
  if (before.length) await setDown();
  else answered = null;
  return null;
};

Object.assign(deeds, {
  answer,
  "save-decisions": () => {
    if (!answered) return;
    save(answered.name, answered.bytes);
    unsaved.delete("decisions");
  },
});
