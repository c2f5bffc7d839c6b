// The cells of the sheet: whose each is, the fields in it, and what is typed in them.
// A cell carries data-cell (its role) and data-row or data-section (whose it is); the title has neither.
import { element } from "./elements.js";

export const sheet = () => document.getElementById("sheet");

// Tells each cell of a row whose it is; the page comes without that, for it would be a fifth of it.
export function nameCells(root) {
  for (const row of root.querySelectorAll("tr.paper-row[id]")) {
    for (const { dataset } of row.cells) if (dataset.cell && !dataset.section) dataset.row = row.id.slice(3);
  }
}

// Where one begins in a row: its event, not its number.
export const firstCell = (row) => row.querySelector("[data-cell=event]") ?? row.querySelector("[data-cell]");

export const rowOf = (uid) => document.getElementById(`at-${uid}`);

export const cellOf = (uid, role) => sheet().querySelector(`[data-row="${uid}"][data-cell="${role}"]`);

// Whose the cell is, as the server names it.
export function partOf({ dataset: { row, section } }) {
  if (row) return { part: "row", uid: row };
  return section ? { part: "section", uid: section } : { part: "heading", uid: "" };
}

// The field that a cell is about; beside it there may be others, each in its own lines.
export function mainField({ dataset: { cell, section } }) {
  if (cell === "event") return "title";
  return cell === "direction" && section ? "heading" : cell;
}

// A field without a column of its own is in the cell of the event.
const NAMED = ["direction", "term", "place", "form", "audience", "responsible", "result", "note"];
const IN_ONE_CELL = { event: ["lead_in", "title", "description", "agenda", "events", ...NAMED], term: ["term", "place"] };

// Lists whose marks are not typed.
const LISTED = new Set(["agenda", "events"]);

// The texts of the cell by field, as they are typed.
export function textsOf(cell) {
  const main = mainField(cell);
  // The heading of a band is a heading in its cell.
  const band = cell.querySelector(":scope > h2");
  if (band) return new Map([[main, ownWords(band)]]);
  const { cell: role, typed } = cell.dataset;
  if (typed !== undefined) return new Map([[main, typed]]);
  if (role === "number") return new Map([[main, ""]]);
  const lines = [...cell.querySelectorAll(":scope > p, :scope > span:not(.auto)")];
  if (cell.matches(".title, .paragraphs") || !cell.matches("td, [data-row]")) {
    const words = lines.length ? lines.map(ownWords).join("\n") : ownWords(cell);
    return new Map([[main, words]]);
  }
  const texts = new Map();
  // One line stands in its cell without a paragraph.
  if (!lines.length) texts.set(main, ownWords(cell));
  if (main === "responsible" && cell.closest("[data-commas]")) {
    return new Map([[main, (texts.get(main) ?? lines.map(ownWords).join(" ")).split(", ").join("\n")]]);
  }
  for (const line of lines) {
    const field = line.dataset.field || main;
    const lead = line.querySelector(":scope > b");
    if (lead && main === "title") texts.set("lead_in", lead.textContent);
    if (field !== main && !IN_ONE_CELL[role]?.includes(field)) continue;
    const mark = line.matches(".item") && !LISTED.has(field) && line.querySelector(".item-mark");
    const item = mark ? `${mark.textContent} ` : "";
    const own = field === "events" ? ownWords(line).replace(/[;.]+$/, "") : ownWords(line);
    const words = line.dataset.typed ?? item + own;
    texts.set(field, texts.has(field) ? `${texts.get(field)}\n${words}` : words);
  }
  if (!texts.has(main)) texts.set(main, "");
  const order = IN_ONE_CELL[role] ?? [main];
  return new Map([...texts].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

// Draws the texts as the sheet does; what isn't typed in the cell stays.
export function drawTexts(cell, texts) {
  const main = mainField(cell);
  const band = cell.querySelector(":scope > h2");
  if (band) return band.replaceChildren(...band.querySelectorAll(".auto"), texts.get(main));
  const kept = [...cell.childNodes].filter((one) => one.matches?.("details, .auto"));
  if (cell.dataset.typed !== undefined && main !== "number") cell.dataset.typed = texts.get(main);
  if (cell.matches("[data-cell=number]")) {
    kept.length = 0;
    if (texts.get(main)) cell.dataset.typed = texts.get(main);
    else delete cell.dataset.typed;
  }
  const drawn = [];
  for (const [field, text] of texts) {
    if (field === "lead_in" && main === "title") continue;
    let lines = text.split("\n").map((line) => line.trim()).filter(Boolean);
    if (!hasParagraphs(cell)) lines = lines.length ? [lines.join("\n")] : [];
    if (field === "responsible" && main === field && cell.closest("[data-commas]")) lines = [lines.join(", ")];
    lines.forEach((line, place) => drawn.push(drawnLine(cell, field, line, place, main)));
  }
  const lead = main === "title" ? texts.get("lead_in") : "";
  if (lead) (drawn[0] ??= element("p")).prepend(element("b", lead), " ");
  cell.replaceChildren(...kept, ...drawn);
}

// A heading or a lead-in is words alone.
const hasParagraphs = (cell) => cell.matches(".title, .paragraphs, [data-row], td");

function drawnLine(cell, field, line, place, main) {
  if (cell.matches(".title")) return element("span", line);
  if (cell.matches(".paragraphs")) {
    const drawn = element("p");
    if ("numbered" in cell.dataset) drawn.append(element("span", `${place + 1}. `, "auto"));
    drawn.append(line);
    return drawn;
  }
  if (!hasParagraphs(cell)) return document.createTextNode(line);
  const mark = { agenda: `${place + 1}.`, events: "–" }[field] ?? (/^[-–—•] /.test(line) ? line[0].replace("-", "–") : "");
  const drawn = element("p", "", mark ? "item" : "");
  if (field !== main) drawn.dataset.field = field;
  if (mark) drawn.append(element("span", mark, "item-mark"), " ");
  drawn.append(mark && !LISTED.has(field) ? line.slice(2) : line);
  return drawn;
}

function ownWords(node) {
  const apart = ".auto, .item-mark, details, b, .wrong, .both, .here";
  const words = [...node.childNodes].filter((one) => !one.matches?.(apart));
  return words.map((one) => one.textContent).join("").trim();
}
