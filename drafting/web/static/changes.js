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

// What is shown is of the ticks as they were.
form?.addEventListener("change", () => shown.replaceChildren());
