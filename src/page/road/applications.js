// The step Applications, and what becomes of every file that is given.
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
  return place === "decisions" ? stale("questions", "selection") : null;
};

const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());
const take = async (place, files) => {
  const read = await Promise.all([...files].map(async (file) => ({ name: file.name, bytes: await bytesOf(file) })));
  if (!read.length) return;
  if (place === "draft") return draft(read);
  if (place === "packed") return open(read[0]);
  for (const file of read) {
    if (place === "rules") takeRules(file);
    else if (place === "other") takeOther(file);
    else if (place === "told" || place === "templates") alone(place, file);
    else add(place, file);
  }
  await changed(place);
};

Object.assign(deeds, {
  applications: checkApplications,
  select: async () => {
    const told = await select("applications");
    if (told) go(told.facts.asked === "0" ? "selection" : "questions");
  },
});
