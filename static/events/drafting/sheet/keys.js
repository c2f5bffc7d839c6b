// The keys of the sheet, as people have them from Word and Excel.
import { tellTrouble } from "./bar.js";
import { firstCell, mainField, partOf, sheet, textsOf } from "./cells.js";
import { close, open, openedCell, put } from "./editor.js";
import { currentCell, edge, focusCell, neighbour, setStop } from "./grid.js";
import { deleteRows, dropEmpty, lineAt, moveRows, newRow, newSection, rowsIn, rowsMeant, sectionOf, select, selectedRows, selectNone } from "./rows.js";
import { moveSection } from "./sections.js";
import { openMenu } from "./tools.js";
import { redo, undo } from "./undo.js";

const WALK = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End"]);

export function tieKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const inSheet = event.target.closest?.("#sheet");
    if (isHelp(event)) return showKeys(event);
    if (!inSheet) return event.target.matches("input, textarea, select, dialog *") || stepBack(event);
    const cell = event.target.closest("[data-cell]");
    if (event.target.matches("[data-editing]")) whileTyping(event, cell);
    else if (event.target === cell || event.target.matches("[data-add-row]")) whileWalking(event, event.target);
  });
}

const isHelp = (event) => event.key === "F1" || (event.key === "?" && !event.target.matches("input, textarea, select"));

function showKeys(event) {
  event.preventDefault();
  document.getElementById("keys").showModal();
}

function whileTyping(event, cell) {
  // A code is the same key in any keyboard layout.
  const { key, code, shiftKey: shift, altKey: alt } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const line = lineAt(cell);
  const heading = cell.dataset.section && mainField(cell) === "heading";
  if (key === "Tab") {
    done(event);
    goOn(cell, event.target, shift);
  } else if (key === "Enter" && ctrl) {
    done(event);
    below(cell, shift);
  } else if (key === "Enter" && (heading || event.target.matches("input"))) {
    done(event);
    if (heading) afterHeading(cell);
    else close({ focus: true });
  } else if (key === "Escape") {
    done(event);
    close({ keep: false, focus: cell.isConnected });
    if (line) dropEmpty(line);
  } else if (key === "F2") {
    done(event);
    close({ focus: true });
  } else if (alt && line && (key === "ArrowUp" || key === "ArrowDown")) {
    done(event);
    close({ focus: true });
    move(cell, key === "ArrowUp", shift);
  } else if (ctrl && code === "KeyD" && line) {
    done(event);
    fromAbove(cell, event.target);
  }
}

function whileWalking(event, cell) {
  const { key, code, shiftKey: shift, altKey: alt } = event;
  const ctrl = event.ctrlKey || event.metaKey;
  const line = lineAt(cell);
  const isLink = cell.matches("[data-add-row]");
  if (alt && (key === "ArrowUp" || key === "ArrowDown")) {
    done(event);
    move(cell, key === "ArrowUp", shift);
  } else if (ctrl && (key === "Home" || key === "End")) {
    done(event);
    focusCell(edge(key));
  } else if (WALK.has(key) && !ctrl && !alt) {
    done(event);
    walk(cell, key, shift && line);
  } else if (ctrl && key === "Enter") {
    done(event);
    below(cell, shift);
  } else if (stepBack(event)) {
    return;
  } else if (ctrl && code === "KeyD" && line) {
    done(event);
    const field = open(cell);
    fromAbove(cell, field);
    close({ focus: true });
  } else if (shift && key === " " && line) {
    done(event);
    select(line);
  } else if (key === "Delete" && selectedRows().length) {
    done(event);
    deleteRows(selectedRows()).then(selectNone);
  } else if (key === "Escape" && selectedRows().length) {
    done(event);
    selectNone();
  } else if ((key === "ContextMenu" || (shift && key === "F10")) && line) {
    done(event);
    openMenu(line, cell);
  } else if (cell.dataset.step) {
    if (key !== "Enter") return;
    done(event);
    open(cell);
  } else if (isLink) {
    if (key !== "Enter") return;
    done(event);
    newRow(cell.closest("tr"));
  } else if (key === "Enter" || key === "F2") {
    done(event);
    open(cell);
  } else if ((key === "Delete" || key === "Backspace") && !ctrl) {
    done(event);
    const field = open(cell);
    field.select();
    put(field, "");
  } else if (key.length === 1 && !ctrl && !alt && key !== " ") {
    done(event);
    put(open(cell), key);
  }
}

// Ctrl+Z and Ctrl+Y, wherever nothing is being typed.
function stepBack(event) {
  const { code, shiftKey: shift, altKey: alt } = event;
  if (!(event.ctrlKey || event.metaKey) || alt || !["KeyZ", "KeyY"].includes(code)) return false;
  done(event);
  (shift || code === "KeyY" ? redo : undo)();
  return true;
}

const done = (event) => event.preventDefault();

function walk(cell, key, extend) {
  const next = neighbour(cell, key);
  if (!next) return;
  if (extend && (key === "ArrowUp" || key === "ArrowDown")) {
    select(lineAt(cell), true);
    if (lineAt(next)) select(lineAt(next), true);
  }
  dropEmpty(lineAt(cell) === lineAt(next) ? null : lineAt(cell));
  focusCell(next);
}

function move(cell, up, isSection) {
  if (isSection) {
    const uid = lineAt(cell) ? sectionOf(lineAt(cell)) : partOf(cell).uid;
    if (uid) moveSection(uid, up).catch(tellTrouble);
  } else if (lineAt(cell)) moveRows(rowsMeant(), up);
}

// Tab while typing: the next field of the cell, the next cell of the section, and after its last one a
// new row. Numbers and headings are passed over.
function goOn(cell, field, back) {
  const fields = [...cell.querySelectorAll("[data-typed-field]")];
  const beside = fields[fields.indexOf(field) + (back ? -1 : 1)];
  if (beside) return beside.focus();
  const line = lineAt(cell);
  if (!line) {
    close({ focus: true });
    const next = neighbour(cell, back ? "ArrowUp" : "ArrowDown");
    return next && (next.matches("[data-add-row]") ? back ? focusCell(next) : newRow(next.closest("tr")) : open(next));
  }
  const cells = typedCells(line);
  const rows = rowsIn(sectionOf(line));
  const other = rows[rows.indexOf(line) + (back ? -1 : 1)];
  const next =
    cells[cells.indexOf(cell) + (back ? -1 : 1)] ?? (other && typedCells(other).at(back ? -1 : 0));
  close();
  if (next) {
    open(next);
    if (lineAt(next) !== line) dropEmpty(line);
  } else if (back) focusCell(cell);
  else newRow(line);
}

const typedCells = (line) => [...line.querySelectorAll("[data-row][data-cell]:not([data-cell=number])")];

// Ctrl+Enter: a row below this one, with Shift a section after this one.
function below(cell, isSection) {
  const line = lineAt(cell);
  if (isSection) {
    const foot = line ? footOfRow(line) : footOf(cell);
    newSection(foot ?? lastFoot());
    return line && dropEmpty(line);
  }
  if (line) return newRow(line);
  const foot = footOf(cell);
  if (foot?.querySelector("[data-add-row]")) newRow(foot);
  else newSection(foot ?? lastFoot());
}

// After the heading of a section comes its first row.
function afterHeading(cell) {
  const { section } = cell.dataset;
  close({ focus: true });
  const foot = document.getElementById(`at-${section}`);
  if (foot?.matches("tr") && !rowsIn(section).length) newRow(foot);
  if (foot) return;
  // A new section has a place for rows as soon as it is drawn.
  document.addEventListener("sheet:drawn", () => {
    const { activeElement: link } = document;
    if (link.dataset.addRow === section) newRow(link.closest("tr"));
  }, { once: true });
}

const footOfRow = (line) => document.getElementById(`at-${sectionOf(line)}`);

const footOf = (cell) => {
  const { section } = cell.dataset;
  return section ? document.getElementById(`at-${section}`) : cell.closest("tr.foot");
};

const lastFoot = () => [...sheet().querySelectorAll("tr.foot, .text-block")].at(-1);

function fromAbove(cell, field) {
  const line = lineAt(cell);
  const rows = rowsIn(sectionOf(line));
  const above = rows[rows.indexOf(line) - 1]?.querySelector(`[data-cell="${cell.dataset.cell}"]`);
  const words = above && textsOf(above).get(field.dataset.typedField);
  if (!words) return;
  field.select();
  put(field, words);
}

export function tieClicks() {
  document.addEventListener("mousedown", (event) => {
    if (event.button || event.target.closest("a, button, input, textarea, summary, details, label, .both")) return;
    const cell = event.target.closest("#sheet [data-cell]");
    const row = event.target.closest("#sheet tr.paper-row[id]");
    if (row && event.shiftKey) {
      event.preventDefault();
      selectTo(row);
    } else if (cell) {
      event.preventDefault();
      const field = event.target.closest("[data-field]")?.dataset.field;
      const line = lineAt(currentCell() ?? cell);
      open(cell, field ? { field } : {});
      if (line && line !== lineAt(cell)) dropEmpty(line);
    } else if (openedCell() && !event.target.closest("#row-menu, dialog, #row-tools")) close();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#sheet [data-add-row], [data-add-section]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.closest("details")?.removeAttribute("open");
    if (link.dataset.addRow) newRow(document.getElementById(`at-${link.dataset.addRow}`), { meeting: "meeting" in link.dataset });
    else newSection(document.getElementById(`at-${link.dataset.addSection}`) ?? lastFoot());
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches?.("#sheet [data-cell], #sheet [data-add-row]")) setStop(target);
  });
  document.addEventListener("focusout", ({ relatedTarget }) => {
    const open = openedCell();
    // To another place of the page, not to another window.
    if (open && relatedTarget && !open.contains(relatedTarget)) close();
  });
}

function selectTo(row) {
  close();
  const from = lineAt(currentCell() ?? row) ?? row;
  const rows = [...sheet().querySelectorAll("tr.paper-row[id]")];
  const [first, last] = [rows.indexOf(from), rows.indexOf(row)].sort((a, b) => a - b);
  for (const one of rows.slice(first, last + 1)) select(one, true);
  focusCell(firstCell(row));
}
