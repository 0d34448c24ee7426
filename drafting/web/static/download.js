// Making a file may take a while: the button says so, and what goes wrong is said on the page.
import { ask, complain } from "./ask.js";

// While something is made, its button says so and takes no second click.
export async function busy(button, act) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const words = button.textContent;
  button.setAttribute("aria-disabled", "true");
  button.textContent = "正在生成……";
  complain("");
  try {
    await act();
  } catch (error) {
    complain(error.message);
  } finally {
    button.textContent = words;
    button.removeAttribute("aria-disabled");
  }
}

function download(address, button) {
  return busy(button, async () => save(await ask(address)));
}

export async function save(answer) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileName(answer);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function fileName(answer) {
  const found = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
  return found ? decodeURIComponent(found[1]) : "fazhi";
}

for (const link of document.querySelectorAll("a[data-download]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    download(link.href, link);
  });
}

for (const form of document.querySelectorAll("form[data-download]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new URLSearchParams(new FormData(form));
    download(`${form.action}?${chosen}`, form.querySelector("button[type=submit]"));
  });
}
