// What was typed, and how it is kept: in this browser only, at every keystroke.
import { figureKinds, figuresField, isFixed, kindOf, root } from "./draft-schema.js";

const KEY = "fazhi.draft";
const BEFORE = "fazhi.draft.before";

export const state = { form: {}, groups: [], notes: [], told: [], step: 0 };

export function replace(fresh) {
  Object.assign(state, { form: {}, groups: [], notes: [], told: [], step: 0 }, fresh);
}

export function snapshot() {
  return JSON.stringify(state);
}

// ---- kept in the browser ----

// False where the browser does not keep anything: a private window, or no room left.
export function keep() {
  try {
    localStorage.setItem(KEY, snapshot());
    return true;
  } catch {
    return false;
  }
}

export function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    if (kept && typeof kept === "object" && Array.isArray(kept.groups)) replace(kept);
    return Boolean(kept);
  } catch {
    return false;
  }
}

// What a file has replaced can be had back even after the page was loaded anew.
export function keepBefore(text) {
  try {
    localStorage.setItem(BEFORE, text);
  } catch {
    // No room for both: what is typed now matters more.
  }
}

export function before() {
  try {
    return localStorage.getItem(BEFORE);
  } catch {
    return null;
  }
}

export function forget() {
  for (const key of [KEY, BEFORE]) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Then nothing was kept either.
    }
  }
}

export function onOtherWindow(tell) {
  addEventListener("storage", (event) => {
    if (event.key === KEY && event.newValue) tell(event.newValue);
  });
}

// Which step is shown there does not matter here.
export function isSame(text) {
  const other = JSON.parse(text);
  return ["form", "groups", "notes"].every((name) => JSON.stringify(other[name]) === JSON.stringify(state[name]));
}

// ---- between the form as it is filed and as it is typed ----

export function isBlank(value) {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return !value.trim();
  if (Array.isArray(value)) return value.every(isBlank);
  if (typeof value === "object") return Object.values(value).every(isBlank);
  return false;
}

export function isEmpty() {
  return isBlank(state.form) && state.groups.every((group) => !group.name.trim() && group.raw === undefined && !group.figures.some(isTyped));
}

export function take(opened) {
  const { [figuresField()]: figures, ...form } = opened.form;
  const told = new Map((opened.notes ?? []).map(([place, words]) => [JSON.stringify(place), words]));
  const groups = isBlank(figures) || typeof figures !== "object" || Array.isArray(figures) ? [] : Object.entries(figures);
  const fresh = {};
  const root_ = root();
  for (const [name, value] of Object.entries(form)) {
    const field = root_.properties[name];
    if (!field || !isFixed(field)) fresh[name] = field ? tidied(value, field) : value;
  }
  const rows = groups.map(([name, own]) => taken(name, own, told));
  if (!isBlank(figures) && !groups.length) fresh[figuresField()] = figures;
  const notes = (opened.notes ?? []).filter(([place]) => place[0] !== figuresField());
  replace({ form: fresh, groups: rows, notes, told: opened.told ?? [] });
}

function taken(name, own, told) {
  if (own === null) return { name, figures: [] };
  if (typeof own !== "object" || Array.isArray(own)) return { name, figures: [], raw: own };
  const figures = Object.entries(own).map(([figure, value]) => {
    const fields = typeof value === "object" && value !== null ? joined(value) : { [plainField()]: value === null ? "" : words(value) };
    const place = [figuresField(), name, figure];
    const notes = [...told].filter(([key]) => key.startsWith(JSON.stringify(place).slice(0, -1))).map(([key, note]) => [JSON.parse(key).slice(3), note]);
    const kind = kindFor(fields);
    return { name: figure, kind, fields, notes: [...notes, ...unfit(fields, kind)] };
  });
  return { name, figures };
}

// A figure can be of one kind only: what a file says besides is told, and stays behind the other kind.
function unfit(fields, name) {
  const own = figureKinds().find((kind) => kind.name === name).object.properties;
  const others = new Set(figureKinds().flatMap((kind) => Object.keys(kind.object.properties)));
  const left = Object.entries(fields).filter(([key, value]) => !(key in own) && others.has(key) && !isBlank(value));
  return left.map(([key, value]) => [[], `文件里还写着“${key}”：${value}；“${name}”用不着，要用请改“种类”`]);
}

// 分项 is typed as one line: a、b；c、d.
function joined(value) {
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      Array.isArray(entry)
        ? entry.every((one) => !Array.isArray(one)) ? entry.join("、") : entry.map((way) => [way].flat().join("、")).join("；")
        : words(entry),
    ]),
  );
}

function words(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "是" : "否";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

export function plainField() {
  return figureKinds().find((kind) => kind.isPlain).object.required[0];
}

function kindFor(fields) {
  const names = Object.keys(fields);
  const own = (kind) => names.filter((name) => name in kind.object.properties).length;
  return figureKinds().reduce((best, kind) => (own(kind) > own(best) ? kind : best)).name;
}

// Words as text, a lone entry as a list, and what an empty form shows as an example left away.
function tidied(value, field) {
  const told = kindOf(field);
  if (told.kind === "list" || told.kind === "rows") {
    if (isBlank(value)) return [];
    const entries = (Array.isArray(value) ? value : [value]).map((entry) => (told.kind === "list" ? tidied(entry, told.entry) : entry));
    while (entries.length && isBlank(entries.at(-1))) entries.pop();
    return told.kind === "rows" ? entries.map((row) => (Array.isArray(row) ? row.map(words) : row)) : entries;
  }
  if (told.kind === "object") {
    if (isBlank(value)) return {};
    if (typeof value !== "object" || Array.isArray(value)) return value;
    const { properties } = told.object;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, properties[name] ? tidied(entry, properties[name]) : entry]));
  }
  if (Array.isArray(value) && told.kind === "text" && value.every((entry) => typeof entry !== "object")) return value.map(words).join("\n");
  return typeof value === "object" && value !== null ? value : words(value);
}

// ---- what the server gets ----

export function filed() {
  const { properties, required } = root();
  const form = {};
  const figures = figuresField();
  for (const [name, field] of Object.entries(properties)) {
    if (isFixed(field)) form[name] = String(field.const);
    else if (name === figures) Object.assign(form, figuresFiled(figures));
    else put(form, name, state.form[name], field, (required ?? []).includes(name));
  }
  for (const [name, value] of Object.entries(state.form)) if (!(name in properties)) form[name] = value;
  return form;
}

function put(form, name, value, field, isNeeded) {
  const made = pruned(value, field);
  if (made === null && !isNeeded) return;
  form[name] = made;
}

// Places in lists stay as they are on the screen, since mistakes are told by them.
function pruned(value, field) {
  const told = kindOf(field);
  if (told.kind === "object" && value && typeof value === "object" && !Array.isArray(value)) {
    const made = {};
    for (const [name, below] of Object.entries(told.object.properties)) {
      put(made, name, value[name], below, (told.object.required ?? []).includes(name));
    }
    for (const [name, entry] of Object.entries(value)) if (!(name in told.object.properties)) made[name] = entry;
    return Object.keys(made).length ? made : null;
  }
  if (told.kind === "list" && Array.isArray(value)) {
    const entries = value.map((entry) => pruned(entry, told.entry));
    return entries.length ? entries : null;
  }
  if (isBlank(value)) return null;
  return value;
}

function figuresFiled(field) {
  const { keys, made } = figuresNamed();
  if (!keys.length) return field in state.form ? { [field]: state.form[field] } : {};
  return { [field]: made };
}

// Names stand for places, so two of a name, or none, get names that no figure may have: nothing that was typed is lost.
export function figuresNamed() {
  // Without a prototype: somebody may call a figure constructor.
  const made = Object.create(null);
  const keys = [];
  const renamed = new Map();
  for (const group of state.groups) {
    const figures = group.figures.filter((figure) => isTyped(figure));
    if (!group.name.trim() && !figures.length && group.raw === undefined) {
      keys.push({ key: null, figures: [] });
      continue;
    }
    const key = free(made, group.name.trim(), "未命名的组");
    if (key !== group.name.trim()) renamed.set(JSON.stringify([key]), needsName(group.name, "这一组", "别的组"));
    const own = Object.create(null);
    const rows = group.figures.map((figure) => {
      if (!isTyped(figure)) return null;
      const name = free(own, figure.name.trim(), "未命名");
      if (name !== figure.name.trim()) renamed.set(JSON.stringify([key, name]), needsName(figure.name, "这个数", "这一组里别的数"));
      own[name] = figureFiled(figure);
      return name;
    });
    made[key] = group.raw !== undefined && !figures.length ? group.raw : own;
    keys.push({ key, figures: rows });
  }
  return { made, keys: keys.some((entry) => entry.key !== null) ? keys : [], renamed };
}

function needsName(name, what, others) {
  return name.trim() ? `${others}也叫“${name.trim()}”；请换一个名称` : `${what}还没有写名称`;
}

// What is wrong with a name is what was typed, not what stands for it on the way to the server.
export function aboutName(place) {
  const [field, ...names] = place.at(-1) === "名称" ? place.slice(0, -1) : place;
  return field === figuresField() ? figuresNamed().renamed.get(JSON.stringify(names)) : undefined;
}

function free(taken, name, otherwise) {
  if (name && !(name in taken)) return name;
  for (let number = 1; ; number += 1) {
    const other = name ? `${name}（重复${number}）` : `（${otherwise}${number}）`;
    if (!(other in taken)) return other;
  }
}

function isTyped(figure) {
  return Boolean(figure.name.trim()) || !isBlank(figure.fields);
}

function figureFiled(figure) {
  const kinds = figureKinds();
  const kind = kinds.find((one) => one.name === figure.kind) ?? kinds[0];
  const known = new Set(kinds.flatMap((one) => Object.keys(one.object.properties)));
  const made = {};
  for (const name of Object.keys(kind.object.properties)) {
    if (!isBlank(figure.fields[name])) made[name] = figure.fields[name];
    else if ((kind.object.required ?? []).includes(name)) made[name] = null;
  }
  for (const [name, value] of Object.entries(figure.fields)) if (!known.has(name)) made[name] = value;
  const only = Object.keys(made);
  return kind.isPlain && only.length === 1 && only[0] === plainField() ? made[only[0]] : made;
}

export function notesFiled() {
  const { keys } = figuresNamed();
  const notes = [...state.notes];
  state.groups.forEach((group, g) =>
    group.figures.forEach((figure, i) => {
      const name = keys[g]?.figures[i];
      if (name) for (const [rest, words_] of figure.notes ?? []) notes.push([[figuresField(), keys[g].key, name, ...rest], words_]);
    }),
  );
  return notes;
}

// A place that the server tells, as a place on the screen: figures by their row.
export function onScreen(place) {
  if (place[0] !== figuresField() || place.length < 2) return place;
  const { keys } = figuresNamed();
  const g = keys.findIndex((entry) => entry.key === place[1]);
  if (g < 0) return place.slice(0, 1);
  if (place.length === 2) return [place[0], g, "名称"];
  const i = keys[g].figures.indexOf(place[2]);
  return i < 0 ? [place[0], g] : [place[0], g, i, ...place.slice(3)];
}
