// Handing in: files are sent one after another, each as the body of a request of its own.
import { ask, complain, element, post } from "./ask.js";
import { confirm } from "./dialog.js";
import "./download.js";

const LARGEST = 64 * 1024 * 1024;
const PAUSE = 500;
const list = document.getElementById("reports");
const files = document.getElementById("files");
const drop = document.getElementById("drop");
const paste = document.getElementById("paste");
const words = document.getElementById("words");
let watching = false;
let isAskedAgain = false;

async function send(body, name) {
  const headers = { "Content-Type": "application/octet-stream" };
  if (name) headers["X-File-Name"] = encodeURIComponent(name);
  const answer = await ask("/check/reports", { method: "POST", headers, body });
  return answer.json();
}

async function handIn(chosen) {
  complain("");
  const refused = [];
  let last = null;
  for (const file of chosen) {
    if (file.size > LARGEST) {
      refused.push(`“${file.name}”超过 64 MB，太大了；请删去其中的大图片后另存再试。`);
      continue;
    }
    try {
      last = await send(file, file.name);
      if (chosen.length > 1) watch();
    } catch (error) {
      refused.push(`“${file.name}”：${error.message}`);
    }
  }
  files.value = "";
  complain(refused.join(" "));
  // One report is what somebody wants to see at once; of several, first the list.
  if (last && chosen.length === 1) location.assign(last.url);
}

files.addEventListener("change", () => handIn([...files.files]));
// Somebody was quicker than this script.
if (files.files.length) handIn([...files.files]);

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const dropped = [...(event.dataTransfer?.files ?? [])];
  if (dropped.length) handIn(dropped);
});

paste.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!words.value.trim()) {
    complain("还没有粘贴文字。");
    words.focus();
    return;
  }
  complain("");
  try {
    location.assign((await send(new Blob([words.value]), "")).url);
  } catch (error) {
    complain(error.message);
  }
});

document.getElementById("clear").addEventListener("click", async () => {
  if (!(await confirm("清除送查的全部报告和检查结果。要留着结果的，请先下载。", "全部清除"))) return;
  try {
    await post("/check/clear");
    show([]);
  } catch (error) {
    complain(error.message);
  }
});

async function watch() {
  // Asked for again while an answer is on its way: that answer may not know of the latest report.
  isAskedAgain = watching;
  if (watching) return;
  watching = true;
  try {
    for (;;) {
      isAskedAgain = false;
      const reports = (await (await ask("/check/reports")).json()).reports;
      show(reports);
      if (reports.every(isOver) && !isAskedAgain) break;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } catch (error) {
    complain(error.message);
  } finally {
    watching = false;
  }
}

function isOver(report) {
  return !["waiting", "running"].includes(report.state);
}

function show(reports) {
  document.getElementById("desk").hidden = reports.length === 0;
  document.getElementById("entries").classList.toggle("small", reports.length > 0);
  const rows = new Map([...list.children].map((row) => [row.dataset.id, row]));
  reports.forEach((report, place) => {
    const known = rows.get(report.id);
    rows.delete(report.id);
    const told = JSON.stringify(report);
    if (known && known.told === told && list.children[place] === known) return;
    const made = row(report);
    made.told = told;
    if (known) known.remove();
    list.insertBefore(made, list.children[place] ?? null);
  });
  for (const gone of rows.values()) gone.remove();
}

function row(report) {
  const made = element("tr", report.state);
  made.dataset.id = report.id;
  const name = element("th");
  name.scope = "row";
  const link = element("a", "", report.title || report.name);
  link.href = report.url;
  name.append(link);
  if (report.title && report.title !== report.name) name.append(element("bdi", "path", report.name));
  made.append(name);
  for (const severity of ["error", "warning", "info"]) {
    const count = report.counts.find((one) => one.severity === severity);
    made.append(element("td", count?.number ? `count ${severity}` : "count", count ? String(count.number) : "—"));
  }
  made.append(element("td", "state", report.words), operation(report));
  return made;
}

function operation(report) {
  const cell = element("td", "operation");
  const button = element("button", "button quiet", isOver(report) ? "清除" : "取消");
  button.type = "button";
  button.setAttribute("aria-label", `${button.textContent}“${report.name}”`);
  button.addEventListener("click", async () => {
    try {
      await post(`${report.url}/${isOver(report) ? "remove" : "cancel"}`);
    } catch (error) {
      complain(error.message);
    }
    watch();
  });
  cell.append(button);
  return cell;
}

// Back from a report, the browser may show this page as it was left.
addEventListener("pageshow", watch);
show(JSON.parse(list.dataset.reports));
