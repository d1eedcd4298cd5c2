// The step Rules: a rules file with its lists, the sample or a first draft, and the text as it is typed.
const checkRules = async () => {
  stale("applications", "questions", "selection");
  $("editor").hidden = !given.rules.length;
  if (!given.rules.length) {
    put("rules", "");
    put("sentences", "");
    put("guided", "");
    $("sentences").hidden = true;
    return mark("rules", "blank");
  }
  const answer = await asked("rules", "rules", {}, roles("rules", "list"));
  if (!answer) return;
  $("sentences").hidden = !answer.parts.sentences;
};
const takeRules = (file) => {
  if (/\.toml$/i.test(file.name)) {
    given.rules = [file];
    $("text").value = new TextDecoder().decode(file.bytes);
    listed("rules", "rules");
  } else add("list", file, "rules");
};
const draft = async (files) => {
  const answer = await asked("rules", "draft", options(), files.map((file) => ({ role: "application", ...file })));
  const made = answer?.files.get("rules.toml");
  if (!made) return;
  takeRules({ name: "rules.toml", bytes: made });
  unsaved.add("rules");
  for (const file of files) add("application", file);
  await checkRules();
  $("editor").open = true;
  $("text").focus();
};
const sample = async () => {
  const answer = await asked(null, "sample");
  for (const [path, bytes] of answer?.files ?? []) {
    const [role, name] = path.split("/");
    if (role === "application") add("application", { name, bytes });
    else takeRules({ name, bytes });
  }
  await checkRules();
  await checkApplications();
  say(words.ready);
};

Object.assign(deeds, {
  sample,
  "save-rules": () => {
    const [rules] = given.rules;
    save(rules.name, rules.bytes);
    unsaved.delete("rules");
  },
});
