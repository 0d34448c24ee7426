// A report that is being checked: how far, what was found so far, and a way to stop it.
import { ask, element, post } from "./ask.js";

const PAUSE = 250;
const box = document.getElementById("progress");
const stage = document.getElementById("stage");

async function watch() {
  for (;;) {
    const state = await (await ask(`${box.dataset.url}/state`)).json();
    if (state.is_over) {
      location.reload();
      return;
    }
    show(state);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function show(state) {
  if (stage.textContent !== state.words) stage.textContent = state.words;
  const bar = document.getElementById("bar");
  if (state.rules) {
    bar.max = state.rules;
    bar.value = state.done;
  }
  const found = state.counts.filter((count) => count.number);
  document.getElementById("counts").textContent = found.length
    ? `已查出：${found.map((count) => `${count.word} ${count.number} 处`).join("、")}`
    : "";
  document.getElementById("early").replaceChildren(...state.early.map(finding));
}

function finding(shown) {
  const made = element("li", `card ${shown.severity}`);
  const head = element("p");
  head.append(element("span", "severity", shown.label), ` ${shown.name}`);
  made.append(head, element("p", "message", shown.message), element("p", "where", shown.place));
  return made;
}

if (box.dataset.over === "no") {
  document.getElementById("cancel").addEventListener("click", () => post(`${box.dataset.url}/cancel`).catch(() => {}));
  watch().catch((error) => {
    stage.textContent = error.message;
  });
}
