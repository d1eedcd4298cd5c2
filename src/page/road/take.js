// The step Take away: the run as one packed folder, a saved run opened again, and the packet for the panel.
const open = async (file) => {
  const answer = await asked(null, "open", {}, [{ role: "packed", ...file }]);
  if (!answer) return;
  if (answer.state === "refused") return mark("take", "refused", answer.line);
  earlier = new Map();
  shown(answer, true);
};
// What was made to be saved, with a button that saves it.
const made = (what, answer, name = `${what}.zip`) => {
  packed[what] = answer?.files.get(name);
  one(`[data-saves="${what}"]`).hidden = !packed[what];
};

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

Object.assign(deeds, {
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
  "save-packet": () => save("packet.html", packed.packet),
});
