// 数据: groups of figures. A row keeps what was typed for every kind, so that choosing another kind loses nothing.
import { element } from "./ask.js";
import { button, fit, frame, key, told, toolsFor, typed } from "./draft-fields.js";
import { figureKinds, isRequired, kindOf } from "./draft-schema.js";
import { figuresNamed, isBlank, state } from "./draft-state.js";

// These name other figures: what is there already is offered.
const NAMES_OTHERS = new Set(["属于", "分项", "分子", "分母", "本期", "上期"]);
const NARROW = new Set(["概数", "量词", "小数"]);
let shown = {};

export function figureList(place, hint) {
  const made = frame(place, place.at(-1), hint, { isGroup: true, look: "object figures" });
  made.box.append(made.wrong, example());
  state.groups.forEach((group, number) => made.box.append(groupBox(group, number, place)));
  made.box.append(button("添加一组", "button quiet more", () => {
    state.groups.push({ name: "", figures: [] });
    told.rebuilt([...place, state.groups.length - 1, "名称"]);
  }));
  return made.box;
}

function example() {
  const box = element("details", "example");
  box.append(
    element("summary", "", "看一个例子"),
    element("p", "", "组名写“纠纷”，里面：“受理”填 44件；“成功”填 42件，“属于”填“受理”；“成功率”选“算出的比率”，分子填“成功”，分母填“受理”，程序就算出 95.45%。"),
    element("p", "", "正文里要用哪个数，点正文下面的“插入数”：{{ 纠纷.成功率 }} 在报告里就是 95.45%。数只在这里填一次，改了处处都改。"),
    element("p", "", "“受理”如果分成两个数，“分项”填“化解、未化解”，程序核对两个数相加是不是正好；有两种分法的，用分号隔开：化解、未化解；村级、乡级。“概数”是“余”“以上”这些字，也可以直接写在数里：10余场次。"),
    element("p", "", "和上年比的，今年的数、去年的数各填一个，再添加“增减”，本期填今年的，上期填去年的，程序就算出增长或下降百分之几。"),
  );
  return box;
}

function groupBox(group, number, place) {
  const here = [...place, number];
  const called = `第${number + 1}组`;
  const made = frame(here, called, "", { isGroup: true, look: "group" });
  const name = frame([...here, "名称"], "组名", "如 纠纷；只用汉字、字母、数字", { isNeeded: true, look: "small" });
  const input = element("input");
  input.type = "text";
  typed(input, group, "name");
  fit(name, input);
  made.box.append(toolsFor(state.groups, number, place, called), made.wrong, name.box);
  if (group.raw !== undefined) made.box.append(rawBox(group));
  const list = element("ol", "entries-of");
  group.figures.forEach((figure, at) => list.append(figureRow(group, figure, at, here, number)));
  if (group.figures.length) made.box.append(list);
  made.box.append(adding(group, here));
  return made.box;
}

function rawBox(group) {
  const box = element("div", "odd");
  box.append(
    element("p", "hint", "文件里这一组没有分项，写的是："),
    element("pre", "", typeof group.raw === "string" ? group.raw : JSON.stringify(group.raw, null, 1)),
    button("删去这一段", "button quiet", () => {
      told.removed(`“${group.name}”下面的内容`);
      delete group.raw;
      told.rebuilt();
    }),
  );
  return box;
}

function adding(group, here) {
  const bar = element("div", "actions adding");
  bar.append(element("span", "hint", "添加："));
  for (const kind of figureKinds()) {
    bar.append(button(kind.name, "button quiet more", () => {
      group.figures.push({ name: "", kind: kind.name, fields: {}, notes: [] });
      told.rebuilt([...here, group.figures.length - 1, "名称"]);
    }, `在“${group.name || "这一组"}”里添加：${kind.name}`));
  }
  return bar;
}

function figureRow(group, figure, at, groupPlace, groupNumber) {
  const here = [...groupPlace, at];
  const item = element("li", "entry-of");
  const called = `第${at + 1}个数`;
  const made = frame(here, called, "", { isGroup: true, look: "item figure" });
  const fields = element("div", "figure-fields");
  const name = frame([...here, "名称"], "名称", "这个数叫什么，如 受理；只用汉字、字母、数字", { isNeeded: true, look: "small" });
  const input = element("input");
  input.type = "text";
  typed(input, figure, "name");
  fit(name, input);
  const { asked, more } = kindFields(figure, here);
  fields.append(name.box, kindField(figure, here), ...asked);
  const result = element("p", "shown");
  result.dataset.shown = key([groupNumber, at]);
  made.box.append(toolsFor(group.figures, at, groupPlace, called), made.wrong, fields, result);
  if (more) made.box.append(more);
  for (const [rest, words] of figure.notes ?? []) made.box.append(element("p", "note-of", rest.length ? `${rest.join(".")}——${words}` : words));
  item.append(made.box);
  return item;
}

function kindField(figure, here) {
  const made = frame([...here, "种类"], "种类", "", { look: "small" });
  const select = element("select");
  for (const kind of figureKinds()) select.append(new Option(kind.name, kind.name));
  select.value = figure.kind;
  select.addEventListener("change", () => {
    figure.kind = select.value;
    told.rebuilt([...here, "种类"]);
  });
  fit(made, select);
  return made.box;
}

// What has to be filled in, and what may be: that is folded away until it is.
function kindFields(figure, here) {
  const kinds = figureKinds();
  const { object } = kinds.find((one) => one.name === figure.kind) ?? kinds[0];
  const asked = [];
  const others = [];
  for (const [name, field] of Object.entries(object.properties)) {
    const isNeeded = isRequired(object, name);
    (isNeeded ? asked : others).push({ name, box: fieldOf(figure, name, field, here, isNeeded) });
  }
  if (!others.length) return { asked: asked.map(({ box }) => box), more: null };
  const more = element("details", "more-fields");
  more.open = others.some(({ name }) => !isBlank(figure.fields[name]));
  const fields = element("div", "figure-fields");
  fields.append(...others.map(({ box }) => box));
  more.append(element("summary", "", others.map(({ name }) => name).join("、")), fields);
  return { asked: asked.map(({ box }) => box), more };
}

function fieldOf(figure, name, field, here, isNeeded) {
  const control = kindOf(field);
  const look = NARROW.has(name) ? "small narrow" : "small";
  const made = frame([...here, name], name, field.description, { isNeeded, look });
  const input = element(control.kind === "choice" ? "select" : "input");
  if (control.kind === "choice") {
    input.append(new Option("（准数）", ""), ...control.choices.filter(Boolean).map((word) => new Option(word, word)));
  } else {
    input.type = "text";
    if (NAMES_OTHERS.has(name)) offer(input, here);
    if (control.isNumber) input.placeholder = String(field.default ?? "");
  }
  typed(input, figure.fields, name);
  fit(made, input);
  return made.box;
}

// One list for all of them: it holds what can be named from where the cursor is.
function offer(input, here) {
  input.setAttribute("list", "names");
  input.addEventListener("focus", () => {
    const own = state.groups[here[1]];
    const names = own.figures.filter((_, at) => at !== here[2]).map((figure) => figure.name.trim());
    const others = state.groups
      .filter((group) => group !== own)
      .flatMap((group) => group.figures.filter((figure) => figure.name.trim()).map((figure) => `${group.name}.${figure.name}`));
    document.getElementById("names").replaceChildren(...[...names, ...others].filter(Boolean).map((name) => new Option(name, name)));
  });
}

// ---- what the server has computed ----

export function showFigures(computed) {
  shown = computed;
  const { keys } = figuresNamed();
  for (const box of document.querySelectorAll("[data-shown]")) {
    const [group, at] = JSON.parse(box.dataset.shown);
    const name = keys[group]?.figures[at];
    const value = name ? shown[keys[group].key]?.[name] : undefined;
    const words = value === undefined ? "" : `报告里写成：${value.words}`;
    if (box.textContent !== words) box.textContent = words;
  }
}

export function references() {
  const { keys } = figuresNamed();
  return state.groups.flatMap((group, g) =>
    group.figures.map((figure, at) => {
      const name = keys[g]?.figures[at];
      const value = name ? shown[keys[g].key]?.[name] : undefined;
      if (!group.name.trim() || !figure.name.trim()) return [];
      const reference = `${group.name.trim()}.${figure.name.trim()}`;
      const plain = { reference, shown: value?.words };
      const isCounted = value && value.with_measure !== value.words;
      return isCounted ? [{ reference: `${reference} | 带量词`, shown: value.with_measure }, plain] : [plain];
    }),
  ).flat();
}
