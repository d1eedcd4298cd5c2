// What she does reaches the step that it is for.
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
  else if (button.dataset.save) save(button.dataset.save, kept.get(button.dataset.save) ?? run.get(button.dataset.save));
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
  const step = one("section.step:not([hidden])");
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
