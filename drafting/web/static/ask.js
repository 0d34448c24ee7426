// What every script needs: one way to ask, and sentences where it fails.

export async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Error("连不上程序，可能已经停止；请重新启动后用新的网址打开。");
  }
  if (!answer.ok) throw new Error(await sentence(answer));
  return answer;
}

async function sentence(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector(".said")?.textContent ?? "没有做成，请再试一次。";
}

export function post(address) {
  return ask(address, { method: "POST" });
}

export function complain(words) {
  const trouble = document.getElementById("trouble");
  if (!trouble) return;
  trouble.textContent = words;
  trouble.hidden = !words;
}

export function element(name, look, words) {
  const made = document.createElement(name);
  if (look) made.className = look;
  if (words !== undefined) made.textContent = words;
  return made;
}
