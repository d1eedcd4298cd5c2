// Search and sorting. Everything on the page can be read without.
"use strict";
(() => {
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.closest("details");
    if (details && !details.open) {
      details.open = true;
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  reveal();

  const shut = [];
  addEventListener("beforeprint", () => {
    if (!document.getElementById("print-why")?.checked) return;
    for (const details of document.querySelectorAll("details.why:not([open])")) {
      details.open = true;
      shut.push(details);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of shut.splice(0)) details.open = false;
  });

  const order = (left, right) => {
    if (left === "" || right === "") return (left === "") - (right === "");
    const numbers = [left, right].map((text) => (/^[-+]?[0-9.]+=?$/.test(text) ? parseFloat(text) : NaN));
    const apart = numbers[0] - numbers[1];
    if (!Number.isNaN(apart)) return apart;
    return left < right ? -1 : Number(left > right);
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const asWritten = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const was = head.getAttribute("aria-sort");
        const now = was === null ? "ascending" : was === "ascending" ? "descending" : null;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (now) head.setAttribute("aria-sort", now);
        const text = (row) => row.cells[column].textContent.trim();
        const rows = [...asWritten];
        if (now) {
          const turn = now === "ascending" ? 1 : -1;
          const keys = new Map(rows.map((row) => [row, text(row)]));
          rows.sort((left, right) => {
            const [one, other] = [keys.get(left), keys.get(right)];
            return one === "" || other === "" ? order(one, other) : turn * order(one, other);
          });
        }
        body.append(...rows);
      });
    });
  }

  const box = document.getElementById("find");
  const field = document.getElementById("find-text");
  const found = document.getElementById("find-count");
  if (!box || !field || !found) return;
  box.hidden = false;
  const rows = [...document.querySelectorAll("#everybody table.sortable tbody tr")];
  const pages = [...document.querySelectorAll("details.why")];
  const texts = new Map();
  for (const row of rows) texts.set(row, row.textContent.toLowerCase());
  for (const page of pages) texts.set(page, page.querySelector("summary").textContent.toLowerCase());
  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (part) => words.every((word) => texts.get(part).includes(word));
    let shown = 0;
    for (const row of rows) {
      row.hidden = !fits(row);
      shown += Number(!row.hidden);
    }
    for (const page of pages) page.hidden = !fits(page);
    found.textContent = words.length ? `${shown} of ${rows.length} applications shown` : "";
  };
  field.addEventListener("input", search);
  search();
})();
