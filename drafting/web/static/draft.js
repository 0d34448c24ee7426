// 起草报告: what is typed goes into the state, the state into the browser's store, and to the server to be judged.
import { complain, element } from "./ask.js";
import { confirm } from "./dialog.js";
import { busy } from "./download.js";
import { allPlaces, button, cellAt, field, fieldAt, forgetPlaces, key, knowFigures, odd, onChange } from "./draft-fields.js";
import { references, showFigures } from "./draft-figures.js";
import { choose, showPart, showPreview, showProblems, showSide } from "./draft-preview.js";
import { isRequired, root, steps, use } from "./draft-schema.js";
import { download, look, lookAtBase, read, schema } from "./draft-server.js";
import * as store from "./draft-state.js";

const { state } = store;
const PAUSE = 350;
const form = document.getElementById("form");
const nav = document.getElementById("steps");
const notice = document.getElementById("notice");
let looked = { mistakes: [], figures: {}, preview: null, to_do: [], findings: [] };
let asked = 0;
let waiting = null;
let showsOpen = false;
// The field that is being typed into: nobody is told of a mistake in a word that is half written.
let fresh = null;
// Another window has kept something else since: nothing is kept over it until somebody has chosen.
let isStale = false;
// While the mouse is down nothing moves, so that the click meets what it was meant for.
let isPressed = false;
let isLate = false;

// ---- the steps ----

function build() {
  forgetPlaces(form);
  form.replaceChildren(...steps().map(section));
  nav.replaceChildren(list());
  show(Math.min(state.step, steps().length - 1));
  mark();
}

function section(step, number) {
  const made = element("section", "step");
  made.id = `step-${number}`;
  const title = element("h2", "", step.name);
  title.id = `step-${number}-name`;
  title.tabIndex = -1;
  made.setAttribute("aria-labelledby", title.id);
  made.append(title);
  const { properties } = root();
  for (const name of step.fields) {
    const control = field(state.form, name, properties[name], [name], isRequired(root(), name));
    // The only field of a step is called as the step is.
    if (step.fields.length === 1) control.classList.add("alone");
    made.append(control);
  }
  if (number === 0) for (const name of Object.keys(state.form)) if (!(name in properties)) made.append(odd(state.form, name, [name], state.form[name]));
  const onward = element("p", "actions onward");
  if (number > 0) onward.append(button("上一步", "button quiet", () => go(number - 1)));
  if (number < steps().length - 1) onward.append(button(`下一步：${steps()[number + 1].name}`, "button quiet", () => go(number + 1)));
  else onward.append(button("下载 Word 报告", "button", () => draft.click()));
  made.append(onward);
  return made;
}

function list() {
  const made = element("ol");
  steps().forEach((step, number) => {
    const item = element("li");
    const link = element("a", "", step.name);
    link.href = `#step-${number}`;
    link.append(element("span", "state"));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(number);
    });
    item.append(link);
    made.append(item);
  });
  return made;
}

function show(number) {
  state.step = number;
  [...form.children].forEach((step, at) => (step.hidden = at !== number));
  [...nav.querySelectorAll("a")].forEach((link, at) => {
    if (at === number) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  });
}

function go(number) {
  showSide(false);
  show(number);
  if (!isStale) store.keep();
  form.children[number].querySelector("h2").focus();
  form.scrollTop = 0;
  if (getComputedStyle(form).overflowY === "visible") form.scrollIntoView();
  showPart(steps()[number].name);
}

// Other fields than before: built anew from the state, with the cursor where somebody would go on.
function rebuild(place, tool) {
  const top = form.scrollTop;
  build();
  form.scrollTop = top;
  typed();
  if (!place) return;
  const found = tool ? [...form.querySelectorAll("[data-tool]")].find((one) => one.dataset.tool === key([...place, tool])) : null;
  const target = found && !found.disabled ? found : (cellAt(place) ?? firstControl(place));
  target?.focus();
}

function firstControl(place) {
  const box = fieldAt(place)?.box;
  return box?.matches("input, textarea") ? box : box?.querySelector("input, textarea, select, button.more");
}

// ---- what was typed ----

function typed() {
  if (isStale) tellOfOther();
  else if (!store.keep()) tell("浏览器不让保存（无痕窗口，或者空间满了）：关掉这一页，填的内容就没有了。请随时“存为 YAML”或“存为 Excel”。");
  const active = document.activeElement;
  fresh = active && form.contains(active) && active.getAttribute("aria-invalid") !== "true" ? active : null;
  clearTimeout(waiting);
  // What went wrong has been said by then.
  waiting = setTimeout(() => judge().catch(() => {}), PAUSE);
}

async function judge() {
  asked += 1;
  const mine = asked;
  try {
    const answer = await look();
    // A later question is on its way: its answer is the one that counts.
    if (mine !== asked) return looked;
    looked = answer;
    complain("");
    showPreview(looked);
    mark();
  } catch (error) {
    if (mine === asked) complain(`${error.message}填的内容还在浏览器里，没有丢。`);
    throw error;
  }
  return looked;
}

// ---- mistakes beside their fields ----

function problems() {
  const all = looked.mistakes.map((mistake) => {
    const place = store.onScreen(mistake.place);
    const found = fieldAt(place);
    const sentence = store.aboutName(mistake.place) ?? mistake.sentence;
    return { ...mistake, sentence, on: place, name: inWords(mistake.place), found, isBlank: mistake.is_open && !found?.control?.value?.trim() };
  });
  const order = new Map([...form.querySelectorAll(".field")].map((box, number) => [box, number]));
  all.sort((one, other) => (order.get(one.found?.box) ?? 0) - (order.get(other.found?.box) ?? 0));
  return all;
}

function inWords(place) {
  return place.map((step) => (typeof step === "number" ? `第${step + 1}项` : step)).join(" › ");
}

function mark() {
  isLate = isPressed;
  if (isPressed) return;
  showFigures(looked.figures);
  knowFigures(references());
  const headings = Object.values(state.form["主要举措和成效"]?.["项目"] ?? {}).map((item) => item?.["标题"]).filter(Boolean);
  document.getElementById("headings").replaceChildren(...headings.map((words) => new Option(words, words)));
  const all = problems();
  for (const one of allPlaces()) {
    one.wrong.hidden = true;
    one.wrong.replaceChildren();
    one.control?.removeAttribute("aria-invalid");
    one.box.classList.remove("has-wrong");
  }
  for (const problem of all) {
    const { found } = problem;
    if (!found || (problem.isBlank && !showsOpen) || (fresh && found.box.contains(fresh) && found.control === fresh)) continue;
    found.wrong.hidden = false;
    found.box.classList.add("has-wrong");
    for (let folded = found.box.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    found.wrong.append(element("span", problem.is_open ? "is-open" : "", beyond(problem) + problem.sentence));
    if (found.control?.matches("input, textarea, select")) found.control.setAttribute("aria-invalid", "true");
  }
  const wrong = all.filter((problem) => !problem.is_open);
  showProblems(looked, wrong, all.filter((problem) => problem.is_open), state.told.length ? leftOver() : null, goTo);
  [...nav.querySelectorAll("a")].forEach((link, at) => count(link, form.children[at], all));
}

// Where the mistake is shown at something around its field, which field it is.
function beyond({ on, found }) {
  for (let length = on.length; length > 0; length -= 1) {
    if (fieldAt(on.slice(0, length)) !== found) continue;
    const rest = on.slice(length);
    const row = found.box.classList.contains("table") && typeof rest[0] === "number" ? `第${rest[0] + 1}行：` : "";
    return row || (rest.length && fieldAt(on) === found && key(on) !== key(on.slice(0, length)) ? `${inWords(rest)}：` : "");
  }
  return "";
}

function count(link, step, all) {
  const here = all.filter((problem) => problem.found && step.contains(problem.found.box));
  const wrong = here.filter((problem) => !problem.is_open).length;
  const mark_ = link.querySelector(".state");
  mark_.className = wrong ? "state wrong-state" : here.length ? "state open-state" : "state done-state";
  mark_.textContent = wrong ? `${wrong}处要改` : here.length ? `${here.length}处没填好` : "";
}

function goTo(problem) {
  if (!problem.found) return;
  showsOpen = true;
  fresh = null;
  showSide(false);
  const number = [...form.children].findIndex((step) => step.contains(problem.found.box));
  if (number >= 0) show(number);
  mark();
  const target = cellAt(problem.on) ?? (problem.found.control?.matches("input, textarea, select") ? problem.found.control : firstControl(problem.on));
  target?.focus();
  target?.scrollIntoView({ block: "center" });
}

// The mistake of a field is told when it is left.
form.addEventListener("focusout", () => {
  if (!fresh) return;
  fresh = null;
  mark();
});
addEventListener("pointerdown", () => (isPressed = true), true);
for (const name of ["pointerup", "pointercancel"]) {
  // The click comes after it.
  addEventListener(name, () => setTimeout(() => {
    isPressed = false;
    if (isLate) mark();
    showHint();
  }), true);
}
// The hint of a small field stands until another field is filled in.
form.addEventListener("focusin", () => {
  if (!isPressed) showHint();
});

function showHint() {
  const box = document.activeElement.closest(".figure-fields .small");
  if (!box || box.classList.contains("hinted")) return;
  form.querySelector(".hinted")?.classList.remove("hinted");
  box.classList.add("hinted");
}

form.addEventListener("submit", (event) => event.preventDefault());

// ---- nothing is lost ----

function tell(words, ...actions) {
  const box = element("p", "", words);
  for (const [name, act] of actions) {
    box.append(" ", button(name, "button quiet", () => {
      notice.replaceChildren();
      act();
    }));
  }
  box.append(" ", button("知道了", "tool", () => notice.replaceChildren()));
  notice.replaceChildren(box);
}

function undoable(words, text = store.snapshot(), place = null) {
  tell(words, ["撤销", () => {
    store.replace(JSON.parse(text));
    rebuild(place);
  }]);
}

function removed(words, place) {
  const kept = store.snapshot();
  // The notice stands when the thing is gone.
  queueMicrotask(() => undoable(`已删去${words}。`, kept, place));
}

async function load(what, input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  complain("");
  try {
    const opened = await read(what, file);
    if (!store.isEmpty() && !(await confirm(`打开“${file.name}”，会换掉现在填的内容。换掉以后还可以撤销。`, "换掉"))) return;
    const kept = store.isEmpty() ? null : store.snapshot();
    if (kept) store.keepBefore(kept);
    store.take(opened);
    showsOpen = false;
    choose("tab-preview");
    rebuild();
    const left = state.told.length ? `有${state.told.length}处没有照原样放进表单，列在“要改和没填的”最后，请看要不要写。` : "";
    if (kept) undoable(`已打开“${file.name}”。${left}`, kept);
    else tell(`已打开“${file.name}”。${left}`);
    go(0);
  } catch (error) {
    complain(`“${file.name}”：${error.message}`);
  }
}

// What of a file has no place in the form: told until somebody has read it.
function leftOver() {
  const box = element("div");
  box.append(element("h2", "", `没有照原样放进表单的（${state.told.length}）`));
  const list = element("ul", "problems");
  list.append(...state.told.map((words) => element("li", "", words)));
  box.append(list, button("都看过了，不再列出", "button quiet", () => {
    const kept = store.snapshot();
    state.told = [];
    typed();
    mark();
    undoable("不再列出没有放进表单的。", kept);
  }));
  return box;
}

for (const what of ["open", "last"]) {
  const input = document.getElementById(`${what}-file`);
  document.getElementById(what).addEventListener("click", () => input.click());
  input.addEventListener("change", () => load(what, input));
}

document.getElementById("clear").addEventListener("click", async () => {
  if (!(await confirm("清空表单，并把填过的内容从这个浏览器里删掉。要留着的话，请先存为 YAML 或 Excel。", "清空"))) return;
  const kept = store.snapshot();
  store.replace({});
  showsOpen = false;
  rebuild();
  store.forget();
  tell("已清空，浏览器里也不再存着。离开这一页以前可以撤销。", ["撤销", () => {
    store.replace(JSON.parse(kept));
    rebuild();
  }]);
});

// ---- files ----

for (const kind of ["yaml", "xlsx"]) {
  const control = document.getElementById(`save-${kind}`);
  control.addEventListener("click", () => busy(control, () => download(kind)));
}

// A base is a file of the clerk's own: the browser gives it for as long as the page is open.
let base = null;
const baseButton = document.getElementById("base");
const baseFile = document.getElementById("base-file");
baseButton.addEventListener("click", () => {
  if (base) useBase(null);
  else baseFile.click();
});
baseFile.addEventListener("change", async () => {
  const [file] = baseFile.files;
  baseFile.value = "";
  if (!file) return;
  complain("");
  try {
    const told = await lookAtBase(file);
    useBase(file);
    tell(`下载的 Word 报告用“${file.name}”的版头、样式和页面设置，到关掉这一页为止。${told.join("")}`);
  } catch (error) {
    complain(`“${file.name}”：${error.message}`);
  }
});

function useBase(file) {
  base = file;
  baseButton.textContent = file ? "不用底版了" : "用底版…";
  if (file) baseButton.title = file.name;
  else baseButton.removeAttribute("title");
}

function showWhat() {
  showsOpen = true;
  fresh = null;
  mark();
  choose("tab-problems");
  showSide(true);
}

const draft = document.getElementById("draft");
draft.addEventListener("click", () => busy(draft, async () => {
  clearTimeout(waiting);
  await judge();
  const isIncomplete = document.getElementById("incomplete").checked;
  const standing = problems().filter((problem) => !problem.is_open || !isIncomplete);
  if (standing.length) {
    showWhat();
    const onlyOpen = standing.every((problem) => problem.is_open);
    const more = onlyOpen ? "填好后再来；想先看看样子，可以勾上“没填完也下载”。" : "改好后再来。";
    throw new Error(`表单还有${standing.length}处${onlyOpen ? "没有填好" : "要改或没有填好"}，没有起草。${more}`);
  }
  await download("docx", isIncomplete ? "?incomplete=1" : "", base);
  const left = looked.to_do.length + looked.findings.length;
  tell(left ? `报告已经下载。还有${left}处请人看一看。` : "报告已经下载。", ...(left ? [["看是哪些", showWhat]] : []));
}));

// ---- beginning ----

let others = null;
store.onOtherWindow((text) => {
  if (store.isSame(text)) return;
  others = text;
  isStale = true;
  tellOfOther();
});

function tellOfOther() {
  tell(
    "另一个窗口改过这份表单，这个窗口里填的先不存。请选一边：",
    ["用那边的", () => choosing(others)],
    ["用这边的", () => choosing(store.snapshot())],
  );
}

function choosing(text) {
  isStale = false;
  store.replace(JSON.parse(text));
  rebuild();
}

onChange(typed, rebuild, removed);
try {
  use(await schema());
  const isKept = store.restore();
  build();
  const earlier = store.before();
  if (isKept && store.isEmpty() && earlier) undoable("上一次打开文件以前填的内容还在。", earlier);
  await judge();
} catch (error) {
  complain(error.message);
}
