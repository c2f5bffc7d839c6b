// Whoever decides on a plan clicks a cell to write about it; the link at each row does the same, and
// serves alone where a finger scrolls the text.
// What was typed elsewhere on the page stays kept in the browser, and is offered after the way back.
import { letGo } from "../../js/kept_forms.js";

const sheet = document.querySelector(".sheet.remarked");
// The links at rows and sections, and that of the panel.
const links = document.querySelectorAll("a.remark-link, #remarks a.btn-outline-primary");

sheet?.addEventListener("click", (event) => {
  if (event.target.closest("a, button, summary, details") || String(getSelection())) return;
  if (!matchMedia("(hover: hover)").matches) return;
  const address = addressOf(event.target.closest("[data-cell]"));
  if (!address) return;
  letGo();
  location.assign(address);
});
for (const link of links) link.addEventListener("click", letGo);

function addressOf(cell) {
  if (!cell || cell.dataset.cell === "number") return "";
  const { cell: name, section } = cell.dataset;
  const row = cell.closest("tr.paper-row[id]")?.id.slice("at-".length);
  const place = section ? ["section", section] : row ? ["row", row] : ["plan", ""];
  const field = section && name === "direction" ? "heading" : name === "event" ? "title" : name;
  const query = new URLSearchParams({ place: place[0], uid: place[1], field });
  return `${sheet.dataset.remarkAt}${query}`;
}
