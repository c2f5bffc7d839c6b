// The tools of a row: one handle, one box and one menu for all rows, at the row that is pointed at.
import Sortable from "../../../vendor/sortablejs/modular/sortable.esm.js";
import { firstCell, sheet } from "./cells.js";
import { close, open } from "./editor.js";
import { currentCell, focusCell } from "./grid.js";
import { copyRows, deleteRows, moveRows, newRow, placed, rowsMeant, select, selectedRows, selectNone, transferRows, fillRows, uidOf } from "./rows.js";
import { base } from "./wire.js";

let tools;
let at = null;

const menu = () => document.getElementById("row-menu");

export function tieTools() {
  tools = document.getElementById("row-tools");
  document.addEventListener("pointerover", ({ target }) => {
    const row = target.closest?.("#sheet tr.paper-row[id]");
    if (row && !menu().matches(":popover-open")) showAt(row);
  });
  document.addEventListener("focusin", ({ target }) => {
    const row = target.closest?.("#sheet tr.paper-row[id]");
    if (row && !menu().matches(":popover-open")) showAt(row);
  });
  tools.addEventListener("click", ({ target }) => {
    if (target.matches("[data-select]")) select(at, target.checked);
    else if (target.closest("[data-more]")) openMenu(at, target.closest("[data-more]"));
  });
  menu().addEventListener("click", ({ target }) => {
    const item = target.closest("[data-do]");
    if (item) run(item.dataset.do, item.dataset.value);
  });
  document.addEventListener("sheet:selected", tellSelected);
  document.getElementById("selected").addEventListener("click", ({ target }) => {
    const item = target.closest("[data-do]");
    if (item) run(item.dataset.do);
  });
  tieDragging();
}

function showAt(row) {
  const place = row.querySelector(":scope > .tools");
  if (!place || place.contains(tools)) return;
  at = row;
  tools.hidden = false;
  tools.querySelector("[data-select]").checked = row.getAttribute("aria-selected") === "true";
  place.append(tools);
}

// Opens the menu of a row: the rows selected, if it is one of them.
export function openMenu(row, beside) {
  if (row.getAttribute("aria-selected") !== "true") selectNone();
  const title = row.querySelector("[data-cell=number]")?.textContent.trim();
  menu().querySelector("[data-name]").textContent = title ? `Строка ${title}` : "Строка";
  menu().querySelector("[data-all-fields]").href = `${base()}rows/${uidOf(row)}/`;
  menu().querySelector("[data-row-history]").href = `${base()}history/?row=${uidOf(row)}`;
  // Staff writes remarks too.
  const remark = menu().querySelector("[data-remark-at]");
  if (remark) remark.href = `${remark.dataset.remarkAt}place=row&uid=${uidOf(row)}`;
  menu().dataset.row = row.id;
  // What has no column is typed in the cell of the event.
  const heads = [...row.closest("table").tHead.querySelectorAll("[data-role]")].map(({ dataset }) => dataset.role);
  for (const item of menu().querySelectorAll("[data-do=add]")) item.hidden = heads.includes(item.dataset.value);
  const box = beside.getBoundingClientRect();
  menu().showPopover();
  const { offsetWidth: width, offsetHeight: height } = menu();
  menu().style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
  menu().style.top = `${Math.max(8, Math.min(box.bottom, innerHeight - height - 8))}px`;
  menu().querySelector("a, button").focus();
}

function run(what, value) {
  const row = document.getElementById(menu().dataset.row);
  const rows = selectedRows().length ? selectedRows() : row ? [row] : rowsMeant();
  if (menu().matches(":popover-open")) menu().hidePopover();
  if (!rows.length) return;
  const cell = rows[0].contains(currentCell()) ? currentCell() : firstCell(rows[0]);
  focusCell(cell);
  const event = rows[0].querySelector("[data-cell=event]");
  ({
    up: () => moveRows(rows, true),
    down: () => moveRows(rows, false),
    below: () => newRow(rows.at(-1)),
    meeting: () => newRow(rows.at(-1), { meeting: true }),
    copy: () => copyRows(rows),
    delete: () => deleteRows(rows).then(selectNone),
    add: () => open(event, { add: value }),
    transfer: () => chooseSection(rows),
    fill: () => fillIn(rows),
    none: selectNone,
  })[what]?.();
}

function tellSelected() {
  const count = selectedRows().length;
  const place = document.getElementById("selected");
  place.hidden = !count;
  place.querySelector("[data-count]").textContent = `Выбрано строк: ${count}`;
}

async function chooseSection(rows) {
  const dialog = document.getElementById("section-choice");
  const list = dialog.querySelector("select");
  list.replaceChildren(...[...sheet().querySelectorAll("tr.foot [data-add-row]:not([data-meeting])")].map(({ dataset }) => {
    const words = sheet().querySelector(`[data-section="${dataset.addRow}"]:is([data-cell=heading], [data-cell=direction])`);
    return new Option(words?.textContent.trim().slice(0, 90) || "Без заголовка", dataset.addRow);
  }));
  if (await answered(dialog)) await transferRows(rows, list.value);
}

async function fillIn(rows) {
  const dialog = document.getElementById("fill");
  dialog.querySelector("textarea").value = "";
  if (await answered(dialog)) await fillRows(rows, dialog.querySelector("select").value, dialog.querySelector("textarea").value);
}

function answered(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((next) => {
    dialog.addEventListener("close", () => next(dialog.returnValue === "yes"), { once: true });
  });
}

function tieDragging() {
  const bodies = new WeakSet();
  const tie = () => {
    for (const body of sheet().querySelectorAll("table.paper > tbody")) {
      if (bodies.has(body)) continue;
      bodies.add(body);
      Sortable.create(body, {
        group: "rows",
        handle: "[data-handle]",
        draggable: "tr",
        filter: "tr:not(.paper-row)",
        preventOnFilter: false,
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
        onStart: () => close(),
        onEnd: ({ item, oldIndex, newIndex, from, to }) => {
          if (from === to && oldIndex === newIndex) return;
          placed([item]).then(() => focusCell(firstCell(item)));
        },
      });
    }
  };
  tie();
  document.addEventListener("sheet:drawn", tie);
}
