// The road: files in, the engine's own parts put in their places, files out, and where the focus is. What is said comes from the engine.
(() => {
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
    for (const section of all(".step")) section.hidden = section.id !== `step-${step}`;
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
    const step = target.closest(".step");
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
    one(".step:not([hidden]) h1").focus();
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
  const theRun = () => [...run].map(([name, bytes]) => ({ role: "run", name, bytes }));
  const options = () => {
    const said = { "without-workbook": $("without-workbook").checked };
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
  const checkApplications = async () => {
    stale("questions", "selection");
    if (!given.application.length) {
      put("applications", "");
      return mark("applications", "blank");
    }
    await asked("applications", "applications", options(), roles("rules", "list", "application", "ratings"));
  };
  const changed = (place) => {
    if (place === "rules") return checkRules();
    if (place === "application" || place === "ratings") return checkApplications();
    if (place === "assessors") return null;
    return stale("questions", "selection");
  };

  const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());
  const takeRules = (file) => {
    if (/\.toml$/i.test(file.name)) {
      given.rules = [file];
      $("text").value = new TextDecoder().decode(file.bytes);
      listed("rules", "rules");
    } else add("list", file, "rules");
  };
  const take = async (place, files) => {
    const read = await Promise.all([...files].map(async (file) => ({ name: file.name, bytes: await bytesOf(file) })));
    if (!read.length) return;
    if (place === "draft") return draft(read);
    if (place === "packed") return open(read[0]);
    for (const file of read) {
      if (place === "rules") takeRules(file);
      else add(place, file);
    }
    await changed(place);
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

  const open = async (file) => {
    const answer = await asked(null, "open", {}, [{ role: "packed", ...file }]);
    if (!answer) return;
    if (answer.state === "refused") return mark("take", "refused", answer.line);
    shown(answer, true);
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

  // What was made to be saved, with a button that saves it.
  const made = (what, answer, name = `${what}.zip`) => {
    packed[what] = answer?.files.get(name);
    one(`[data-saves="${what}"]`).hidden = !packed[what];
  };

  const deeds = {
    sample,
    applications: checkApplications,
    select: async () => {
      const told = await select("applications");
      if (told) go(told.facts.asked === "0" ? "selection" : "questions");
    },
    answer,
    explain,
    replace,
    firmness: async () => {
      if (await asked(null, "firmness", {}, theRun())) one('[data-part="person"] h3')?.focus();
    },
    pack: async () => {
      const packed = await asked(null, "pack", {}, theRun());
      if (!packed?.files.size) return;
      save("run.zip", packed.files.get("run.zip"));
      unsaved.delete("run");
    },
    packet: async () => {
      const about = packetAbout(meant);
      const files = [...theRun(), ...(about.names ? [...roles("application", "decisions"), ...decided()] : [])];
      made("packet", await asked(null, "packet", { ...options(), ...about }, files), "packet.html");
    },
    letters: async () => {
      const files = [...theRun(), ...roles("application", "decisions"), ...decided()];
      made("letters", await asked("after", "letters", { ...options(), date: $("letter-date").value }, files));
    },
    packs: async () => {
      const files = [...everything(), ...roles("assessors")];
      made("packs", await asked("after", "packs", options(), files));
    },
    "save-packet": () => save("packet.html", packed.packet),
    "save-letters": () => save("letters.zip", packed.letters),
    "save-packs": () => save("packs.zip", packed.packs),
    "save-decisions": () => {
      if (!answered) return;
      save(answered.name, answered.bytes);
      unsaved.delete("decisions");
    },
    "save-rules": () => {
      const [rules] = given.rules;
      save(rules.name, rules.bytes);
      unsaved.delete("rules");
    },
  };

  document.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest?.(selector);
    const link = near('a[href^="#"]');
    if (link) {
      event.preventDefault();
      if (link.dataset.step) walk(link.dataset.step);
      else reveal(decodeURIComponent(link.getAttribute("href").slice(1)));
      return;
    }
    const button = near("button");
    if (!button) return;
    if (button.dataset.do) deeds[button.dataset.do]();
    else if (button.dataset.go) walk(button.dataset.go);
    else if (button.dataset.save) save(button.dataset.save, run.get(button.dataset.save));
    else if ("print" in button.dataset) print();
  });
  document.addEventListener("change", (event) => {
    const place = event.target.dataset?.give;
    if (!place) return;
    const files = [...event.target.files];
    event.target.value = "";
    take(place, files);
  });
  let typing = 0;
  $("text").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => rewritten(new TextEncoder().encode($("text").value)), 400);
  });
  const rewritten = (bytes) => {
    given.rules = [{ name: given.rules[0].name, bytes }];
    unsaved.add("rules");
    listed("rules", "rules");
    return checkRules();
  };
  guided({ asked, roles, given, rewritten, say, readAgain: checkApplications });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const step = one(".step:not([hidden])");
    const place = event.target.closest?.("[data-drop]") ?? step.querySelector("[data-drop]");
    if (place) take(place.dataset.drop, event.dataTransfer.files);
    else say(words.nothing);
  });

  one('[data-step="rules"]').setAttribute("aria-current", "step");
  engine.module.then(
    () => {
      document.body.dataset.ready = "";
      say(words.ready);
    },
    () => say(words.old),
  );
})();
