// What the chat adds to every gr.HTML of the page: buttons around an answer, quotes shown at their marks, a clock, files.
function focusQuestion() {
  const box = root.querySelector("#cd-ask textarea");
  if (box) setTimeout(() => { box.focus(); box.setSelectionRange(box.value.length, box.value.length); }, 300);
}

function say(button, words) {
  if (button.dataset.label === undefined) button.dataset.label = button.textContent;
  button.textContent = words;
  clearTimeout(button.saying);
  button.saying = setTimeout(() => { button.textContent = button.dataset.label; }, 2000);
}

// Pages that are not called by https or from this machine have no clipboard of their own; the old way works there.
function copyByHand(text) {
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "cd-hidden";
  root.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  return copied;
}

async function copy(button) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch (error) {
    copied = copyByHand(button.dataset.copy);
  }
  say(button, copied ? button.dataset.done : button.dataset.failed);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const data = button.dataset;
  if (data.copy !== undefined) copy(button);
  else if (data.again !== undefined) { button.disabled = true; trigger("again", { way: data.again }); }
  else if (data.edit !== undefined) { trigger("edit"); focusQuestion(); }
  else if (data.restore !== undefined) trigger("restore");
  else if (data.leave !== undefined) { trigger("leave"); focusQuestion(); }
  else if (data.next !== undefined) trigger("follow", { reference: data.next });
  else if (data.save !== undefined) { trigger("save", { reference: data.save }); button.closest("details").open = false; }
  else if (data.only !== undefined) { trigger("only", { reference: data.only }); focusQuestion(); }
  else if (data.drop !== undefined) trigger("drop", { reference: data.drop });
});

// The quote of a mark, while the pointer or the keyboard is on it: text only, and no longer than somebody wants it.
function tip() {
  let shown = root.querySelector("#cd-tip");
  if (shown) return shown;
  shown = document.createElement("div");
  shown.id = "cd-tip";
  shown.setAttribute("role", "tooltip");
  shown.hidden = true;
  shown.append(document.createElement("p"), document.createElement("p"));
  shown.addEventListener("mouseenter", () => clearTimeout(window.citedeskLeaving));
  shown.addEventListener("mouseleave", hideSoon);
  root.append(shown);
  return shown;
}

function showTip(mark) {
  clearTimeout(window.citedeskLeaving);
  const shown = tip(), at = mark.getBoundingClientRect();
  shown.firstChild.textContent = `“${mark.dataset.quote}”`;
  shown.lastChild.textContent = mark.dataset.about;
  shown.hidden = false;
  mark.setAttribute("aria-describedby", "cd-tip");
  const size = shown.getBoundingClientRect();
  const above = at.top > size.height + 12 || at.top > innerHeight - at.bottom;
  shown.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  shown.style.top = `${above ? Math.max(8, at.top - size.height - 6) : at.bottom + 6}px`;
}

function hideTip() {
  clearTimeout(window.citedeskLeaving);
  const shown = root.querySelector("#cd-tip");
  if (shown) shown.hidden = true;
}

function hideSoon() {
  clearTimeout(window.citedeskLeaving);
  window.citedeskLeaving = setTimeout(hideTip, 150);
}

const markOf = (event) => event.target.closest("[data-quote]");
element.addEventListener("mouseover", (event) => { if (markOf(event)) showTip(markOf(event)); });
element.addEventListener("mouseout", (event) => { if (markOf(event)) hideSoon(); });
element.addEventListener("focusin", (event) => {
  if (markOf(event) && event.target.matches(":focus-visible")) showTip(event.target);
});
element.addEventListener("focusout", hideTip);
element.addEventListener("click", (event) => { if (markOf(event)) hideTip(); });
if (!window.citedeskListens) {
  window.citedeskListens = true;
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  document.addEventListener("scroll", hideTip, { capture: true, passive: true });
}

// Seconds since the question was asked; the server says how many there were when it drew the clock.
function tick() {
  element.querySelectorAll(".cd-clock").forEach((each) => {
    if (each.since === undefined) each.since = performance.now() - 1000 * Number(each.dataset.elapsed);
    const seconds = Math.floor((performance.now() - each.since) / 1000);
    each.textContent = each.dataset.unit.replace("{seconds}", String(seconds));
  });
}

// A file that the server sent along: the browser keeps it under its name, and the page forgets it.
function keep() {
  const file = element.querySelector("[data-ticket]");
  if (!file) return;
  const { ticket, name, type, content } = file.dataset;
  file.remove();
  if (window.citedeskTicket === ticket) return;
  window.citedeskTicket = ticket;
  const bytes = Uint8Array.from(atob(content), (each) => each.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function freshen() {
  if (element.closest("#cd-current")) { hideTip(); tick(); }
  keep();
}
watch("value", freshen);
freshen();
if (element.closest("#cd-current")) setInterval(tick, 500);
