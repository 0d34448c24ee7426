// The report as it stands, and what is still to be done, beside the form.
import { element } from "./ask.js";

const preview = document.getElementById("preview");
const note = document.getElementById("preview-note");
const tabs = [...document.querySelectorAll("[role=tab]")];

export function showPreview(looked) {
  const wrong = looked.mistakes.filter((mistake) => !mistake.is_open).length;
  note.textContent = looked.preview === null
    ? "还看不了预览：" + (looked.trouble ?? "请先改正错处。")
    : wrong
      ? `有${wrong}处要改，错的地方在预览里先空着。`
      : "随填随变；没填的地方写成【待填】。版式以下载的 Word 文件为准。";
  if (looked.preview === null) return;
  // Markup of our own reporter, which escapes what a form holds.
  preview.innerHTML = looked.preview;
}

// Where the part that is being filled in stands in the report.
export function showPart(name) {
  const heading = [...preview.querySelectorAll(".level-1")].find((one) => one.textContent.includes(name));
  const pane = preview.closest(".side-body");
  if (heading) pane.scrollTop += heading.getBoundingClientRect().top - pane.getBoundingClientRect().top - 12;
}

// `groups`: mistakes by what they are; each knows how to get to its field.
export function showProblems(looked, wrong, open, leftOver, goTo) {
  const box = document.getElementById("problems");
  const made = [];
  if (wrong.length) made.push(element("h2", "", `要改的（${wrong.length}）`), listOf(wrong, goTo));
  if (open.length) made.push(element("h2", "", `还没有填好的（${open.length}）`), listOf(open, goTo));
  if (looked.findings.length) {
    made.push(element("h2", "", `自查（${looked.findings.length}）`));
    const list = element("ul", "problems");
    for (const finding of looked.findings) {
      const item = element("li", finding.severity);
      item.append(element("span", "severity", finding.label), ` ${[finding.steps.join(" › "), finding.message].filter(Boolean).join("：")}`);
      list.append(item);
    }
    made.push(list);
  }
  const toSee = wrong.length ? [] : looked.to_do;
  if (toSee.length) {
    made.push(element("h2", "", `请人看一看的（${toSee.length}）`));
    const list = element("ul", "problems");
    list.append(...toSee.map((words) => element("li", "", words)));
    made.push(list);
  }
  if (leftOver) made.push(leftOver);
  if (!made.length) made.push(element("p", "clean", "都填好了，没有查出问题。"));
  box.replaceChildren(...made);
  const count = document.getElementById("problem-count");
  const all = wrong.length + open.length + looked.findings.length + toSee.length;
  count.textContent = String(all);
  count.hidden = all === 0;
  count.classList.toggle("soft-badge", wrong.length === 0);
}

function listOf(problems, goTo) {
  const list = element("ul", "problems");
  for (const problem of problems) {
    const item = element("li", problem.is_open ? "" : "error");
    const button = element("button", "to-field");
    button.type = "button";
    button.append(element("b", "", problem.name), problem.isBlank ? "" : `：${problem.sentence}`);
    button.addEventListener("click", () => goTo(problem));
    item.append(button);
    list.append(item);
  }
  return list;
}

// Where there is room for one of the two only.
export function showSide(isShown) {
  document.getElementById("panes").classList.toggle("shows-side", isShown);
  const opener = document.getElementById("show-side");
  opener.setAttribute("aria-pressed", String(isShown));
  opener.textContent = isShown ? "回到表单" : "看预览和要改的";
}

document.getElementById("show-side").addEventListener("click", (event) => showSide(event.target.getAttribute("aria-pressed") !== "true"));

export function choose(id) {
  for (const tab of tabs) {
    const isChosen = tab.id === id;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", () => choose(tab.id));
  tab.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const other = tabs[(tabs.indexOf(tab) + 1) % tabs.length];
    choose(other.id);
    other.focus();
  });
}
