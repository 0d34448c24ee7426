// The text and its findings side by side: each leads to the other.
import { ask } from "./ask.js";

const paper = document.getElementById("paper");
const cards = document.getElementById("cards");
const list = document.getElementById("list");
const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

function cardOf(number) {
  return cards.querySelector(`.card[data-number="${number}"]`);
}

// The marked words of a finding: from the piece where it begins to the number behind it.
function wordsOf(number) {
  const reference = document.getElementById(`r1-m${number}`)?.parentElement;
  if (!reference) return [];
  const found = [reference];
  const begun = paper.querySelector(`mark[data-begins~="${number}"]`);
  for (let node = begun; node && node !== reference; node = node.nextSibling) {
    if (node.nodeName === "MARK") found.push(node);
  }
  return found;
}

function toSight(element, pane) {
  const seen = pane.getBoundingClientRect();
  const at = element.getBoundingClientRect();
  // Where the panes stand below each other the window scrolls, not they.
  if (pane.scrollHeight <= pane.clientHeight + 1) {
    element.scrollIntoView({ block: "center", behavior: isStill ? "auto" : "smooth" });
    return;
  }
  if (at.top >= seen.top + 40 && at.bottom <= seen.bottom - 40) return;
  const top = pane.scrollTop + at.top - seen.top - Math.max(40, (pane.clientHeight - at.height) / 3);
  pane.scrollTo({ top, behavior: isStill ? "auto" : "smooth" });
}

function choose(number, goTo) {
  for (const old of document.querySelectorAll(".current")) old.classList.remove("current");
  const card = cardOf(number);
  const words = wordsOf(number);
  card?.classList.add("current");
  for (const piece of words) piece.classList.add("current");
  if (goTo !== "card" && words.length) toSight(words.at(-1), paper);
  if (goTo !== "text" && card) toSight(card, cards);
}

cards.addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.target.closest("details, a.to-block")) return;
  if (event.target.closest("a")) event.preventDefault();
  if (getSelection().toString() && !event.target.closest("a")) return;
  choose(card.dataset.number, "text");
});

paper.addEventListener("click", (event) => {
  const link = event.target.closest(".reference a");
  const mark = event.target.closest("mark");
  if (link) event.preventDefault();
  const number = link ? link.id.slice("r1-m".length) : mark ? numberAt(event.target, mark) : null;
  if (!number) return;
  choose(number, "card");
  cardOf(number)?.querySelector(".go").focus({ preventScroll: true });
});

function numberAt(target, outermost) {
  const begun = target.closest("mark[data-begins]");
  if (begun) return begun.dataset.begins.split(" ").at(-1);
  let node = outermost;
  while (node.parentElement?.closest("mark")) node = node.parentElement.closest("mark");
  for (; node; node = node.nextElementSibling) {
    if (node.classList.contains("reference")) return node.querySelector("a").id.slice("r1-m".length);
  }
  return null;
}

function shown() {
  return [...cards.querySelectorAll(".card")].filter((card) => card.offsetParent !== null);
}

function step(by) {
  const all = shown();
  if (!all.length) return;
  const at = all.findIndex((card) => card.classList.contains("current"));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  choose(all[next].dataset.number);
  all[next].querySelector(".go").focus({ preventScroll: true });
}

document.getElementById("back")?.addEventListener("click", () => step(-1));
document.getElementById("on")?.addEventListener("click", () => step(1));
cards.addEventListener("keydown", (event) => {
  if (!event.target.classList.contains("go") || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
});

for (const box of list.querySelectorAll("[data-show]")) {
  const apply = () => {
    document.getElementById("panes").classList.toggle(`no-${box.dataset.show}`, !box.checked);
    document.getElementById("none-shown").hidden = shown().length > 0;
  };
  box.addEventListener("change", apply);
  apply();
}

const explained = new Map();
cards.addEventListener(
  "toggle",
  async (event) => {
    const details = event.target;
    const place = details.querySelector(".rule");
    if (!details.open || !place || place.childElementCount) return;
    const code = details.dataset.rule;
    try {
      if (!explained.has(code)) explained.set(code, ask(`/check/rules/${code}`).then((answer) => answer.text()));
      // Markup of our own page: the rule's manual, escaped where it was made.
      place.innerHTML = await explained.get(code);
    } catch (error) {
      explained.delete(code);
      place.textContent = error.message;
    }
  },
  true,
);

if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView({ block: "center" });
