// The forms of the rules: what is said in one goes to the engine, and the text that comes back takes the place of the rules.
const guided = ({ asked, roles, given, rewritten, say, readAgain }) => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const before = [];
  const opened = new Set();

  // The forms are made anew with the rules; which of them are open stays as it was.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!target.id?.startsWith("guided")) return;
      if (target.open) opened.add(target.id);
      else if (target.isConnected) opened.delete(target.id);
    },
    true,
  );
  const put = () => {
    for (const id of opened) {
      const details = document.getElementById(id);
      if (details) details.open = true;
    }
    const undo = one("[data-undo]");
    // What was typed since then is not undone with it.
    if (undo) undo.hidden = before.at(-1)?.after !== document.getElementById("text").value;
  };
  new MutationObserver(put).observe(one('[data-part="guided"]'), { childList: true });

  /** Each answer by its name; of several that are ticked a line each. */
  const answers = (form) => {
    const told = {};
    for (const field of all("[data-name]", form)) {
      const name = field.dataset.name;
      told[name] ??= "";
      if (field.type === "checkbox") {
        if (field.checked) told[name] += `${field.value}\n`;
      } else told[name] = field.value;
    }
    return told;
  };
  const about = (form, said) => ({ form: form.dataset.form, at: form.dataset.at ?? "", said });
  const ask = (name, edit, places) => asked(null, name, { edit }, roles("rules"), places);

  const rewrite = (bytes) => {
    document.getElementById("text").value = new TextDecoder().decode(bytes);
    return rewritten(bytes);
  };

  // Where somebody was, by what stays the same when the forms are made anew.
  const section = (element) => element.closest("details[id]")?.id;
  const write = async (form, told) => {
    const where = section(form);
    const answer = await ask("edit", about(form, told));
    const text = answer?.files.get("rules.toml");
    if (!text) return;
    before.push({ bytes: given.rules[0].bytes, after: new TextDecoder().decode(text) });
    await rewrite(text);
    say(`${answer.line} ${one('[data-line="rules"]').textContent}`);
    (one(`#${where} > summary`) ?? one("#guided > summary"))?.focus();
  };
  const undo = async () => {
    await rewrite(before.pop().bytes);
    one("#guided > summary")?.focus();
  };
  const open = async (form) => {
    for (const place of all('[data-part^="form-"]')) place.replaceChildren();
    const answer = await ask("form", about(form, {}));
    // Firefox gives a legend no focus; of a field it is read with it.
    if (answer) one(`[data-part="form-${form.dataset.form}"] :is(input, select, textarea)`)?.focus();
  };
  const show = (number) => {
    const text = document.getElementById("text");
    document.getElementById("editor").open = true;
    const lines = text.value.split("\n");
    const from = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(from, from + lines[number - 1].length);
    text.scrollTop = (text.scrollHeight / lines.length) * Math.max(0, number - 4);
  };
  const remember = async () => {
    const told = {};
    for (const field of all('[id^="option-"]')) told[field.id.slice("option-".length)] = field.value;
    const answer = await ask("edit", { form: "export", at: "", said: told });
    const text = answer?.files.get("rules.toml");
    if (!text) return;
    await rewrite(text);
    if (given.application.length) await readAgain();
    say(answer.line);
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("button");
    const form = button?.closest("[data-form]");
    if (!button) return;
    if ("undo" in button.dataset) undo();
    else if ("show" in button.dataset) show(Number(button.dataset.show));
    else if ("remember" in button.dataset) remember();
    else if ("open" in button.dataset) open(form);
    else if ("close" in button.dataset) {
      const where = section(form);
      form.remove();
      one(`#${where} > summary`).focus();
    } else if ("edit" in button.dataset) write(form, button.dataset.edit === "take-out" ? { "take-out": "" } : answers(form));
  });
  document.addEventListener("change", ({ target }) => {
    if (target.dataset && "again" in target.dataset) ask("form", about(target.closest("[data-form]"), { subject: target.value }));
  });
};
