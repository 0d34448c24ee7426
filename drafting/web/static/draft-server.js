// Talking to the server: it judges, shows and makes files, and keeps nothing.
import { ask } from "./ask.js";
import { save } from "./download.js";
import { filed, notesFiled } from "./draft-state.js";

const FILE = "application/octet-stream";

// `base`, where there is one, stands behind the form.
function body(base) {
  const form = new Blob([JSON.stringify({ form: filed(), notes: notesFiled() })]);
  const headers = { "Content-Type": base ? FILE : "application/json", "X-Form-Length": String(form.size) };
  return { method: "POST", headers, body: base ? new Blob([form, base]) : form };
}

export async function schema() {
  return (await ask("/draft/schema")).json();
}

export async function look() {
  return (await ask("/draft/look", body())).json();
}

export async function download(kind, question = "", base = null) {
  await save(await ask(`/draft/form.${kind}${question}`, body(base)));
}

// What is to be done about a base before it is used.
export async function lookAtBase(file) {
  return (await (await ask("/draft/base", { method: "POST", headers: { "Content-Type": FILE }, body: file })).json()).told;
}

// Reads a form, or makes this year's of last year's.
export async function read(what, file) {
  const headers = { "Content-Type": FILE, "X-File-Name": encodeURIComponent(file.name) };
  return (await ask(`/draft/${what}`, { method: "POST", headers, body: file })).json();
}
