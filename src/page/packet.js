// What is asked for a packet: the fields that its choice needs, and what stands in them.
const packetAbout = (meant) => {
  const field = (name) => document.getElementById(`packet-${name}`);
  const named = field("named").value.split("\n").map((line) => line.trim());
  return {
    whom: field("whom").value,
    group: field("group").value,
    applications: named.filter(Boolean).map(meant),
    names: field("names").checked,
  };
};
// A packet that was made is not the one that is asked for now; one with names above all.
document.addEventListener("input", (event) => {
  if (!event.target.id.startsWith("packet-")) return;
  document.querySelector('[data-saves="packet"]').hidden = true;
  document.querySelector('[data-part="packet"]').replaceChildren();
});
document.addEventListener("change", (event) => {
  if (event.target.id !== "packet-whom") return;
  for (const name of ["group", "named"]) document.getElementById(`packet-${name}`).parentElement.hidden = name !== event.target.value;
});
