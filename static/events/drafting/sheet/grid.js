// One tab stop for the whole sheet: the arrow keys walk its cells (the grid pattern of WAI-ARIA).
import { nameCells, sheet } from "./cells.js";

const LINES = ".stamp[data-cell], .title[data-cell], h2[data-cell], p[data-cell], .paragraphs[data-cell], tr.paper-row, tr.band, tr.foot";
const STOPS = ":scope > [data-cell], [data-add-row]:not([data-meeting])";
let current = null;
// The column that up and down keep to, also over a heading.
let column = "event";

export const currentCell = () => (current?.isConnected ? current : null);

function stopsOf(line) {
  return line.matches("[data-cell]") ? [line] : [...line.querySelectorAll(STOPS)];
}

export const lineOf = (cell) => cell.closest(LINES);

// Gives the cell the focus and the one tab stop.
export function focusCell(cell, { scroll = true } = {}) {
  if (!cell) return;
  setStop(cell);
  cell.focus({ preventScroll: true });
  if (scroll) cell.scrollIntoView({ block: "nearest" });
}

// Makes the cell the one that Tab comes to.
export function setStop(cell) {
  if (current !== cell) current?.setAttribute("tabindex", "-1");
  current = cell;
  cell.setAttribute("tabindex", "0");
  const { cell: role } = cell.dataset;
  if (role && cell.closest("tr.paper-row")) column = role;
}

// Tables become grids, and the sheet one tab stop; again after each redraw.
export function beGrid() {
  nameCells(sheet());
  for (const table of sheet().querySelectorAll("table.paper")) table.setAttribute("role", "grid");
  for (const link of sheet().querySelectorAll("tr.foot a, .tools a")) link.tabIndex = -1;
  if (!currentCell()) {
    const first = ["tr.paper-row > [data-cell=event]", "[data-add-row]", "[data-cell]"];
    const stop = first.map((one) => sheet().querySelector(one)).find(Boolean);
    if (stop) setStop(stop);
  }
}

// The cell where an arrow key leads; null at the edge.
export function neighbour(cell, key) {
  const line = lineOf(cell);
  if (key === "ArrowLeft" || key === "ArrowRight" || key === "Home" || key === "End") {
    const stops = stopsOf(line);
    const at = stops.indexOf(cell);
    return { ArrowLeft: stops[at - 1], ArrowRight: stops[at + 1], Home: stops[0], End: stops.at(-1) }[key];
  }
  const lines = [...sheet().querySelectorAll(LINES)].filter((one) => stopsOf(one).length);
  const at = lines.indexOf(line) + (key === "ArrowUp" ? -1 : 1);
  const stops = lines[at] ? stopsOf(lines[at]) : [];
  return stops.find((one) => one.dataset.cell === column) ?? stops.find((one) => one.dataset.cell === "event") ?? stops[0];
}

// The first and the last cell of the sheet.
export function edge(key) {
  const lines = [...sheet().querySelectorAll(LINES)].filter((one) => stopsOf(one).length);
  return stopsOf(key === "Home" ? lines[0] : lines.at(-1))[0];
}
