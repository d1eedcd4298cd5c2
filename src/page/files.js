// The files that were given, each with what it is, listed where they were, with a way to take each back.
const files = (remove, changed) => {
  const given = { rules: [], list: [], application: [], ratings: [], decisions: [], assessors: [], "other-rules": [], "other-list": [], told: [], templates: [] };
  const roles = (...names) => names.flatMap((role) => given[role].map((file) => ({ role, ...file })));
  const listed = (role, place) => {
    const roles = place === "rules" ? ["rules", "list"] : place === "other" ? ["other-rules", "other-list"] : [role];
    const files = roles.flatMap((of) => given[of].map((file) => [of, file]));
    document.querySelector(`[data-given="${place}"]`).replaceChildren(
      ...files.map(([of, file]) => {
        const item = document.createElement("li");
        const name = document.createElement("bdi");
        name.textContent = file.name;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "quiet";
        button.textContent = remove;
        button.setAttribute("aria-label", `${remove} ${file.name}`);
        button.addEventListener("click", () => {
          given[of] = given[of].filter((other) => other !== file);
          listed(role, place);
          changed(place);
          document.getElementById(`give-${place}`).focus();
        });
        item.append(name, " ", button);
        return item;
      }),
    );
  };
  const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
  // Of rules and lists a file takes the place of the one with its name; of all others none is lost that has a name like another.
  const add = (role, file, place = role) => {
    const named = (name) => given[role].find((other) => other.name === name);
    const known = named(file.name);
    if (known && (/list$/.test(role) || same(known.bytes, file.bytes))) given[role] = given[role].filter((other) => other !== known);
    else if (known) {
      const [, stem, ending] = /^(.*?)(\.[^.]*)?$/.exec(file.name);
      let number = 2;
      while (named(`${stem} (${number})${ending ?? ""}`)) number += 1;
      file = { ...file, name: `${stem} (${number})${ending ?? ""}` };
    }
    given[role] = [...given[role], file];
    listed(role, place);
  };
  return { given, roles, listed, add };
};
