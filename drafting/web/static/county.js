// Handing in a county's reports: loose files, or a folder with all that is in it, each as the body of a request of its own.
import { ask, complain, post } from "./ask.js";
import { confirm } from "./dialog.js";

const LARGEST = 64 * 1024 * 1024;
const LONGEST_NAME = 2000;
const MOST_TOLD = 5;
const MOST_NAMED = 20;
const PAUSE = 400;
const files = document.getElementById("files");
const folder = document.getElementById("folder");
const roster = document.getElementById("roster");
const drop = document.getElementById("drop");
const desk = document.getElementById("desk");
const kinds = files.accept.split(",");
let state = JSON.parse(desk.dataset.state);
let sending = null;
let watched = null;
let handing = Promise.resolve();
let stopped = 0;
// What was asked before something was sent is out of date when it is answered after.
let news = 0;

// ---- what was chosen ----

// Word's lock files begin with ~$ and hold no report; nobody has put what the system keeps in a folder there.
function isHidden(name) {
  return name.startsWith("~$") || name.startsWith(".") || ["thumbs.db", "desktop.ini"].includes(name.toLowerCase());
}

function isReport(name) {
  return !isHidden(name) && kinds.some((kind) => name.toLowerCase().endsWith(kind));
}

function chosenIn(list) {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name, found: Boolean(file.webkitRelativePath) }));
}

// The browser forgets what was dropped as soon as the event is over: first all entries, then what is in them.
function dropped(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return Promise.all(entries.filter(Boolean).map((entry) => (entry instanceof File ? [{ file: entry, path: entry.name }] : within(entry, false)))).then((all) => all.flat());
}

async function within(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject)).catch(() => null);
    return [{ file, path: entry.fullPath.replace(/^\//, ""), found }];
  }
  const reader = entry.createReader();
  const inside = [];
  for (;;) {
    // A hundred at a time, until none is left.
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject)).catch(() => []);
    if (!some.length) break;
    inside.push(...some);
  }
  return (await Promise.all(inside.map((one) => within(one, true)))).flat();
}

// ---- handing in ----

function header(path) {
  let name = encodeURIComponent(path.toWellFormed?.() ?? path);
  // Of a long way the last steps, which say most.
  while (name.length > LONGEST_NAME && path.includes("/")) {
    path = path.slice(path.indexOf("/") + 1);
    name = encodeURIComponent(path.toWellFormed?.() ?? path);
  }
  return name;
}

async function send(address, file, path) {
  const headers = { "Content-Type": "application/octet-stream", "X-File-Name": header(path), "X-File-Changed": String(file.lastModified) };
  return (await ask(address, { method: "POST", headers, body: file })).json();
}

function handIn(chosen) {
  if (sending) {
    complain("前面的还没有送完，请等一等再送。");
    return Promise.resolve();
  }
  handing = handOver(chosen);
  return handing;
}

async function handOver(chosen) {
  const reports = chosen.filter(({ path, found }) => (found ? isReport(last(path)) : !isHidden(last(path))));
  const leftOut = chosen.filter((one) => !reports.includes(one) && !isHidden(last(one.path))).map(({ path }) => path);
  tellLeftOut(leftOut);
  complain(reports.length ? "" : "没有找到报告；能读的有 Word、WPS、.txt、PDF、保存的网页。");
  if (!reports.length) return;
  const refused = [];
  const round = stopped;
  sending = { total: reports.length, sent: 0 };
  watch();
  for (const { file, path } of reports.sort((one, other) => (one.path < other.path ? -1 : 1))) {
    if (round !== stopped) break;
    if (!file) refused.push(`“${path}”打不开，可能已被移走或正在使用。`);
    else if (file.size > LARGEST) refused.push(`“${path}”超过 64 MB，太大了；请删去其中的大图片后另存再试。`);
    else {
      try {
        learn(await send("/county/reports", file, path));
      } catch (error) {
        refused.push(`“${path}”：${error.message}`);
      }
    }
    sending.sent += 1;
  }
  sending = null;
  complain([...refused.slice(0, MOST_TOLD), ...(refused.length > MOST_TOLD ? [`还有 ${refused.length - MOST_TOLD} 份没有收下。`] : [])].join(" "));
  if (round === stopped) await watch();
  // Somebody who was told of trouble has to read it first.
  if (round === stopped && !refused.length && !leftOut.length && state.reports && state.done === state.reports) see();
}

function see() {
  document.getElementById("stage").textContent = "都查完了，正在汇总……";
  location.assign("/county/overview");
}

function last(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

function tellLeftOut(paths) {
  const told = document.getElementById("left-out");
  const more = paths.length > MOST_NAMED ? "等" : "";
  told.textContent = paths.length ? `有 ${paths.length} 个文件不是报告（如图片、表格），没有收：${paths.slice(0, MOST_NAMED).join("、")}${more}。` : "";
  told.hidden = !paths.length;
}

function choose(input, act) {
  const take = () => {
    const chosen = chosenIn(input.files);
    if (chosen.length) act(chosen).finally(() => (input.value = ""));
  };
  input.addEventListener("change", take);
  // Somebody was quicker than this script.
  take();
}

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) drop.classList.remove("over");
});
document.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  if (event.dataTransfer) await handIn(await dropped(event.dataTransfer));
});

// ---- what lies there ----

function watch() {
  watched ??= follow().finally(() => (watched = null));
  return watched;
}

function learn(told) {
  state = told;
  news += 1;
}

async function follow() {
  try {
    for (;;) {
      const before = news;
      const told = await (await ask("/county/reports")).json();
      const isNew = before === news;
      if (isNew) state = told;
      show();
      if (isNew && !sending && state.done === state.reports) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } catch (error) {
    complain(error.message);
  }
}

function show() {
  const { reports, done, unreadable } = state;
  const isOver = !sending && done === reports;
  const total = sending ? Math.max(reports, sending.total) : reports;
  desk.hidden = !reports && !sending;
  document.getElementById("entries").classList.toggle("small", !desk.hidden);
  const words = [
    sending ? `正在送第 ${Math.min(sending.sent + 1, sending.total)}／${sending.total} 份` : "",
    isOver ? `共 ${reports} 份，都查完了` : `已查 ${done}／${total} 份`,
    unreadable ? `${unreadable} 份没有读成，原因在总览里` : "",
  ];
  const stage = document.getElementById("stage");
  const told = words.filter(Boolean).join("，");
  if (stage.textContent !== told) stage.textContent = told;
  const bar = document.getElementById("bar");
  bar.max = total || 1;
  bar.value = done;
  bar.hidden = isOver;
  document.getElementById("stop").hidden = isOver;
  document.getElementById("overview").hidden = !isOver || !reports;
  document.getElementById("no-roster").hidden = !state.roster;
  document.getElementById("roster-told").textContent = state.roster ? `“${state.roster.name}”：${state.roster.units} 个单位` : "";
}

async function act(address) {
  complain("");
  try {
    learn(await (await post(address)).json());
    show();
  } catch (error) {
    complain(error.message);
  }
}

document.getElementById("stop").addEventListener("click", () => {
  stopped += 1;
  act("/county/stop");
});
document.getElementById("no-roster").addEventListener("click", () => act("/county/roster/remove"));
document.getElementById("clear").addEventListener("click", async () => {
  if (!(await confirm("清除送来的全部报告、名单和总览。要留着总览的，请先下载。", "全部清除"))) return;
  stopped += 1;
  // What is on its way would come in behind the clearing.
  await handing;
  tellLeftOut([]);
  await act("/county/clear");
});

show();
choose(files, handIn);
choose(folder, handIn);
choose(roster, async ([{ file, path }]) => {
  complain("");
  try {
    learn(await send("/county/roster", file, path));
    show();
  } catch (error) {
    complain(error.message);
  }
});
// Back from the overview, the browser may show this page as it was left.
addEventListener("pageshow", watch);
