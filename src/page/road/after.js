// The step After: letters, packs, and who comes next.
const replace = async () => {
  const [who, when, why] = signed("gone");
  const gone = meant($("gone").value.trim());
  if (!gone || !who || !when || !why) return say(words.say);
  const columns = $("answers").dataset.columns.split(",");
  const said = { application: gone, decision: $("how").value, who, when, why };
  const before = answers;
  answers = [...answers, columns.map((column) => said[column] ?? "")];
  await setDown();
  const files = [...roles("application", "ratings", "decisions"), ...decided(), ...theRun()];
  const answer = await asked("after", "replace", options(), files, { done: "after-done" });
  if (answer && answer.state !== "refused") {
    shown(answer, false);
    return go("selection");
  }
  answers = before;
  if (before.length) await setDown();
  else answered = null;
  return null;
};

// There is one run whose letters went out, and one folder of templates.
const alone = (role, file) => {
  given[role] = [file];
  listed(role, role);
};

Object.assign(deeds, {
  replace,
  letters: async () => {
    const files = [...theRun(), ...roles("application", "decisions", "told", "templates"), ...decided()];
    const about = { date: $("letter-date").value, all: $("all-letters").checked };
    made("letters", await asked("after", "letters", { ...options(), ...about }, files));
  },
  templates: async () => {
    const answer = await asked(null, "templates");
    if (answer?.files.size) save("templates.zip", answer.files.get("templates.zip"));
  },
  packs: async () => {
    const files = [...everything(), ...roles("assessors"), ...asRun(stageBefore())];
    made("packs", await asked("after", "packs", options(), files));
  },
  "save-letters": () => save("letters.zip", packed.letters),
  "save-packs": () => save("packs.zip", packed.packs),
});
