// A question before something goes that cannot be had back, or not easily.
const dialog = document.getElementById("dialog");

export function confirm(words, yes) {
  document.getElementById("dialog-words").textContent = words;
  document.getElementById("dialog-yes").textContent = yes;
  dialog.returnValue = "no";
  dialog.showModal();
  document.getElementById("dialog-no").focus();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true }));
}
