// Controls from the schema. A control knows its place in the form; mistakes are shown by place.
import { element } from "./ask.js";
import { isRequired, kindOf, resolved } from "./draft-schema.js";
import { figureList } from "./draft-figures.js";
import { isBlank } from "./draft-state.js";

const places = new Map();
let numbered = 0;
let changed = () => {};
let rebuilt = () => {};
let removed = () => {};

// What the page does when something is typed, when the form has got other fields, and before something is taken away.
export function onChange(typed, built, taken) {
  changed = typed;
  rebuilt = built;
  removed = taken;
}

export const told = { changed: () => changed(), rebuilt: (focus) => rebuilt(focus), removed: (words, place) => removed(words, place) };

export function key(place) {
  return JSON.stringify(place);
}

export function forgetPlaces(within) {
  for (const [known, field] of places) if (within.contains(field.box)) places.delete(known);
}

export function fieldAt(place) {
  for (let length = place.length; length > 0; length -= 1) {
    const found = places.get(key(place.slice(0, length)));
    if (found) return found;
  }
  return null;
}

export function allPlaces() {
  return places.values();
}

// ---- the frame of a field: name, hint, control, mistake ----

export function frame(place, name, hint, { isNeeded = false, isGroup = false, look = "" } = {}) {
  numbered += 1;
  const id = `field-${numbered}`;
  const box = element(isGroup ? "fieldset" : "div", `field ${look}`.trim());
  const label = element(isGroup ? "legend" : "label", "name", name);
  label.id = `${id}-name`;
  if (!isGroup) label.htmlFor = id;
  // For the eyes; whoever listens is told by the control itself.
  const needed = element("span", "needed", isNeeded ? "必填" : "");
  needed.setAttribute("aria-hidden", "true");
  const hinted = element("p", "hint", hint ?? "");
  hinted.id = `${id}-hint`;
  hinted.hidden = !hint;
  const wrong = element("p", "wrong");
  wrong.id = `${id}-wrong`;
  wrong.hidden = true;
  if (isGroup) {
    label.append(needed);
    box.append(label, hinted);
  } else {
    const line = element("div", "name-line");
    line.append(label, needed);
    box.append(line, hinted);
  }
  const field = { id, box, label, hint: hinted, wrong, control: isGroup ? box : null, isNeeded };
  places.set(key(place), field);
  return field;
}

export function fit(field, control) {
  control.id = field.id;
  control.setAttribute("aria-describedby", [field.hint.hidden ? "" : field.hint.id, field.wrong.id].join(" ").trim());
  if (field.isNeeded && control.tagName !== "SELECT") control.setAttribute("aria-required", "true");
  field.control = control;
  field.box.append(control, field.wrong);
  return control;
}

export function button(words, look, act, label) {
  const made = element("button", look, words);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

// ---- fields ----

export function field(parent, name, given, place, isNeeded) {
  const model = resolved(given);
  const kind = kindOf(given);
  const value = parent[name];
  const about = { isNeeded, hint: model.description };
  if (!fits(kind, value)) return odd(parent, name, place, value);
  switch (kind.kind) {
    case "object":
      return objectField(parent, name, kind, place, about);
    case "list":
      return listField(parent, name, kind, place, about);
    case "figures":
      return figureList(place, about.hint);
    case "choice":
      return choiceField(parent, name, kind, place, about);
    case "text":
      return textField(parent, name, place, about);
    default:
      return lineField(parent, name, kind, place, about);
  }
}

function fits(kind, value) {
  if (value === undefined || value === null) return true;
  if (kind.kind === "object") return typeof value === "object" && !Array.isArray(value);
  if (kind.kind === "list" || kind.kind === "rows") return Array.isArray(value);
  if (kind.kind === "figures") return isBlank(value);
  return typeof value !== "object";
}

// What a file holds where something else belongs: shown as it is, until somebody takes it away.
export function odd(parent, name, place, value) {
  const made = frame(place, name, "文件里的这一项放不进表单，内容如下；把要用的抄到该在的地方，再删去。", { isGroup: true, look: "odd" });
  const words = element("pre", "", typeof value === "string" ? value : JSON.stringify(value ?? "", null, 1));
  const gone = button("删去这一项", "button quiet", () => {
    told.removed(`“${name}”`);
    delete parent[name];
    told.rebuilt();
  });
  made.box.append(words, gone, made.wrong);
  return made.box;
}

function lineField(parent, name, kind, place, about) {
  const made = frame(place, name, about.hint, about);
  const input = element("input");
  input.type = "text";
  if (kind.isNumber) {
    input.inputMode = "numeric";
    input.className = "short";
  }
  if (name === "对应举措") input.setAttribute("list", "headings");
  typed(input, parent, name);
  fit(made, input);
  return made.box;
}

export function typed(input, parent, name) {
  input.value = parent[name] ?? "";
  input.addEventListener("input", () => {
    parent[name] = input.value;
    told.changed();
  });
}

function textField(parent, name, place, about) {
  const made = frame(place, name, about.hint, about);
  const area = element("textarea");
  area.rows = 3;
  typed(area, parent, name);
  fit(made, area);
  made.box.append(inserting(area, name));
  return made.box;
}

function choiceField(parent, name, kind, place, about) {
  const made = frame(place, name, about.hint, about);
  const select = element("select");
  for (const word of ["", ...kind.choices.filter(Boolean)]) {
    const option = element("option", "", word || "（不选）");
    option.value = word;
    select.append(option);
  }
  const value = parent[name] ?? "";
  if (![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
  typed(select, parent, name);
  fit(made, select);
  return made.box;
}

function objectField(parent, name, kind, place, about) {
  const made = frame(place, name, about.hint, { ...about, isGroup: true, look: "object" });
  if (!parent[name]) parent[name] = {};
  made.box.append(made.wrong, ...fieldsOf(parent[name], kind, place));
  return made.box;
}

// The fields of an object, without a frame around them.
export function fieldsOf(value, kind, place) {
  const { properties } = kind.object;
  const made = [];
  for (const [name, below] of Object.entries(properties)) {
    if (kind.grid?.rows === name) continue;
    if (kind.grid?.columns === name) made.push(grid(value, kind, place));
    else made.push(field(value, name, below, [...place, name], isRequired(kind.object, name)));
  }
  for (const name of Object.keys(value)) if (!(name in properties)) made.push(odd(value, name, [...place, name], value[name]));
  return made;
}

// ---- lists ----

function listField(parent, name, kind, place, about) {
  const entries = (parent[name] ??= []);
  if (!entries.length && about.isNeeded) entries.push(emptied(kind.entry));
  const what = resolved(kind.entry).title ?? name;
  const hint = entries.length || about.isNeeded ? about.hint : "";
  const made = frame(place, name, hint, { ...about, isGroup: true, look: entries.length ? "listed" : "listed none" });
  const list = element("ol", "entries-of");
  entries.forEach((_, number) => list.append(entry(entries, number, kind, place, what)));
  const more = button(`添加${what}`, "button quiet more", () => {
    entries.push(emptied(kind.entry));
    told.rebuilt([...place, entries.length - 1]);
  });
  more.dataset.more = key(place);
  if (entries.length) made.box.append(list);
  made.box.append(made.wrong, more);
  return made.box;
}

function emptied(entry) {
  return kindOf(entry).kind === "object" ? {} : "";
}

function entry(entries, number, kind, place, what) {
  const here = [...place, number];
  const item = element("li", "entry-of");
  const below = kindOf(kind.entry);
  const called = `${what}第${number + 1}项`;
  const tools = toolsFor(entries, number, place, called);
  if (below.kind === "object" && fits(below, entries[number])) {
    const made = frame(here, `第${number + 1}项`, "", { isGroup: true, look: "item" });
    made.label.prepend(element("span", "unseen", what));
    entries[number] ??= {};
    made.box.append(tools, made.wrong, ...fieldsOf(entries[number], below, here));
    item.append(made.box);
  } else {
    const made = field(entries, number, { ...kind.entry, description: "", title: called }, here, false);
    made.querySelector(".name").textContent = called;
    made.classList.add("in-line");
    item.append(made, tools);
  }
  item.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key) || event.target.tagName === "SELECT") return;
    event.preventDefault();
    event.stopPropagation();
    move(entries, number, event.key === "ArrowUp" ? -1 : 1, place, "");
  });
  return item;
}

export function toolsFor(entries, number, place, called) {
  const tools = element("span", "tools");
  const up = button("上移", "tool", () => move(entries, number, -1, place, "up"), `上移${called}`);
  const down = button("下移", "tool", () => move(entries, number, 1, place, "down"), `下移${called}`);
  up.disabled = number === 0;
  down.disabled = number === entries.length - 1;
  const gone = button("删去", "tool", () => {
    if (!isBlank(entries[number])) told.removed(called, [...place, number]);
    entries.splice(number, 1);
    told.rebuilt(entries.length ? [...place, Math.min(number, entries.length - 1)] : place);
  }, `删去${called}`);
  up.dataset.tool = key([...place, number, "up"]);
  down.dataset.tool = key([...place, number, "down"]);
  tools.append(up, down, gone);
  return tools;
}

function move(entries, number, by, place, tool) {
  const other = number + by;
  if (other < 0 || other >= entries.length) return;
  [entries[number], entries[other]] = [entries[other], entries[number]];
  told.rebuilt([...place, other], tool);
}

// ---- tables ----

function grid(value, kind, place) {
  const { rows: rowsName, columns: columnsName } = kind.grid;
  const columns = (value[columnsName] ??= []);
  const rows = (value[rowsName] ??= []);
  const about = `${kind.object.properties[columnsName].description}；${kind.object.properties[rowsName].description}`;
  const made = frame([...place, columnsName], "表", about, { isGroup: true, look: "table" });
  if (!fits({ kind: "rows" }, columns) || !fits({ kind: "rows" }, rows) || !rows.every((row) => Array.isArray(row) || isBlank(row))) {
    made.box.append(made.wrong, odd(value, rowsName, [...place, rowsName], rows));
    return made.box;
  }
  if (!columns.length) columns.push("", "");
  if (!rows.length) rows.push([]);
  const width = Math.max(columns.length, ...rows.map((row) => row?.length ?? 0));
  const table = element("table", "cells");
  const head = element("tr");
  for (let column = 0; column < width; column += 1) head.append(cell("th", columns, column, `第${column + 1}列的名称`, [...place, columnsName, column]));
  head.append(element("td"));
  table.append(element("thead"), element("tbody"));
  table.tHead.append(head);
  rows.forEach((row, number) => {
    const cells = (rows[number] = row ?? []);
    const line = element("tr");
    for (let column = 0; column < width; column += 1) {
      line.append(cell("td", cells, column, `第${number + 1}行${columns[column] || `第${column + 1}列`}`, [...place, rowsName, number, column]));
    }
    const gone = element("td");
    gone.append(button("删去", "tool", () => {
      if (!isBlank(cells)) told.removed(`表格第${number + 1}行`, [...place, rowsName, number, 0]);
      rows.splice(number, 1);
      told.rebuilt([...place, columnsName]);
    }, `删去第${number + 1}行`));
    line.append(gone);
    table.tBodies[0].append(line);
  });
  const box = element("div", "scroll");
  box.append(table);
  const wrong = element("div", "actions");
  wrong.append(
    button("添加一行", "button quiet more", () => {
      rows.push([]);
      told.rebuilt([...place, rowsName, rows.length - 1, 0]);
    }),
    button("添加一列", "button quiet more", () => {
      columns.length = width;
      columns.push("");
      told.rebuilt([...place, columnsName, width]);
    }),
    button("删去末列", "button quiet more", () => {
      if (width < 2) return;
      if (!isBlank([columns[width - 1], ...rows.map((row) => row[width - 1])])) told.removed("表格的末列");
      columns.length = Math.min(columns.length, width - 1);
      for (const row of rows) row.length = Math.min(row.length, width - 1);
      told.rebuilt([...place, columnsName]);
    }),
  );
  made.box.append(box, made.wrong, wrong);
  // A mistake of a row stands below the table.
  places.set(key([...place, rowsName]), made);
  return made.box;
}

function cell(name, cells, column, words, place) {
  const made = element(name);
  if (name === "th") made.scope = "col";
  const input = element("input");
  input.type = "text";
  input.setAttribute("aria-label", words);
  input.value = cells[column] ?? "";
  input.addEventListener("input", () => {
    // Cells before it that nobody has touched are there as well.
    for (let before = 0; before < column; before += 1) cells[before] ??= "";
    cells[column] = input.value;
    told.changed();
  });
  input.dataset.cell = key(place);
  made.append(input);
  return made;
}

export function cellAt(place) {
  return [...document.querySelectorAll("[data-cell]")].find((input) => input.dataset.cell === key(place));
}

// ---- figures into sentences ----

let known = [];

export function knowFigures(list) {
  known = list;
}

function inserting(area, name) {
  const box = element("div", "insert");
  const list = element("ul", "insert-list");
  list.hidden = true;
  const opener = button("插入数", "tool", () => show(list.hidden), `插入数：在“${name}”里`);
  opener.setAttribute("aria-expanded", "false");
  const show = (isOpen) => {
    list.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    list.replaceChildren(...known.map(choice));
    if (!known.length) list.append(element("li", "hint", "“数据”里还没有数；先到“数据”里填，再来这里插入。"));
    list.querySelector("button")?.focus();
  };
  const choice = ({ reference, shown }) => {
    const item = element("li");
    item.append(button(shown ? `${reference}：${shown}` : reference, "choice-of", () => {
      show(false);
      insert(area, `{{ ${reference} }}`);
    }));
    return item;
  };
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const all = [...list.querySelectorAll("button")];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") {
      show(false);
      opener.focus();
    } else if (event.key === "ArrowDown") all[Math.min(all.length - 1, at + 1)]?.focus();
    else if (event.key === "ArrowUp") all[Math.max(0, at - 1)]?.focus();
    else return;
    event.preventDefault();
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) show(false);
  });
  box.append(opener, list);
  return box;
}

function insert(area, words) {
  area.focus();
  // So that Ctrl+Z takes it back; the other way is for browsers that have left this one out.
  if (document.execCommand?.("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input"));
}
