// Talking to the server: it judges, shows and makes files, and keeps nothing.
import { ask } from "./ask.js";
import { save } from "./download.js";
import { filed, notesFiled } from "./draft-state.js";

function body() {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ form: filed(), notes: notesFiled() }) };
}

export async function schema() {
  return (await ask("/draft/schema")).json();
}

export async function look() {
  return (await ask("/draft/look", body())).json();
}

export async function download(kind, question = "") {
  await save(await ask(`/draft/form.${kind}${question}`, body()));
}

// Reads a form, or makes this year's of last year's.
export async function read(what, file) {
  const headers = { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(file.name) };
  return (await ask(`/draft/${what}`, { method: "POST", headers, body: file })).json();
}
