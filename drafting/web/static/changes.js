// What would be changed, before it is downloaded.
import { ask, complain } from "./ask.js";
import { busy } from "./download.js";

const opener = document.getElementById("ask-changes");
const form = document.getElementById("fixes");
const shown = document.getElementById("changes");

opener?.addEventListener("click", () =>
  busy(opener, async () => {
    const answer = await ask(`${opener.dataset.changes}?${new URLSearchParams(new FormData(form))}`);
    // Markup of our own page; what the report holds is escaped where it was made.
    shown.innerHTML = await answer.text();
  }),
);

function see() {
  // What is shown is of the ticks as they were.
  shown.replaceChildren();
  const isNone = !form.querySelector("input[name=fix]:checked");
  for (const button of form.querySelectorAll("button")) button.disabled = isNone;
  document.getElementById("none-ticked").hidden = !isNone;
}

if (opener) {
  form.addEventListener("change", see);
  see();
}
