// One script for every gr.HTML of the page; `element`, `trigger`, `upload` and `watch` are Gradio's.
// What is sent to the server is a short reference ("0:c:2"), a number, a language or an uploaded file's path.
const root = element.closest(".gradio-container") || document;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

function go(target, block) {
  if (target) target.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
}

function whenShown(find, then, left = 40) {
  const target = find();
  if (target && target.offsetParent !== null) then(target);
  else if (left > 0) setTimeout(() => whenShown(find, then, left - 1), 50);
}

function showActive(reference) {
  window.citedeskOpened = reference;
  root.querySelectorAll("[data-open]").forEach((each) => {
    each.classList.toggle("cd-active", each.dataset.open === reference);
  });
}

function goBack() {
  const marks = Array.from(root.querySelectorAll(".cd-mark, .cd-card"));
  const mark = marks.find((each) => each.dataset.open === window.citedeskOpened && each.offsetParent !== null);
  const target = mark || root.querySelector("#cd-ask textarea");
  if (target) { go(target, "center"); target.focus({ preventScroll: true }); }
}

// While an answer grows, keep its end in view, but never push its question out at the top.
let wasBusy = false;
function follow(turn) {
  const thread = turn && turn.closest("#cd-current") && turn.closest("#cd-thread");
  if (!thread) return;
  const busy = turn.hasAttribute("aria-busy");
  const inside = turn.getBoundingClientRect(), outside = thread.getBoundingClientRect();
  const needed = inside.bottom + 24 - outside.bottom, room = inside.top - outside.top;
  if ((busy || wasBusy) && needed > 0 && room > 0) thread.scrollTop += Math.min(needed, room);
  wasBusy = busy;
}

// The first click asks, the second within four seconds acts.
function askTwice(button, act) {
  if (button.dataset.sure !== undefined) return act();
  const label = button.textContent;
  button.dataset.sure = "";
  button.textContent = button.dataset.really;
  setTimeout(() => { delete button.dataset.sure; button.textContent = label; }, 4000);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const data = button.dataset;
  if (data.open !== undefined) { showActive(data.open); trigger("select", { reference: data.open }); }
  else if (data.example !== undefined) trigger("submit", { number: Number(data.example) });
  else if (data.language !== undefined) trigger("change_language", { code: data.language });
  else if (data.back !== undefined) goBack();
  else if (data.rate !== undefined) trigger("rate", { reference: data.rate });
  else if (data.talk !== undefined) trigger("manage", { action: "open", id: data.talk });
  else if (data.remove !== undefined) askTwice(button, () => trigger("manage", { action: "delete", id: data.remove }));
});

element.addEventListener("submit", (event) => {
  const form = event.target, data = form.dataset;
  if (!form.matches(".cd-small-form")) return;
  const text = form.querySelector("input").value;
  event.preventDefault();
  if (data.rename !== undefined) trigger("manage", { action: "rename", id: data.rename, text });
  else if (data.rateWhy !== undefined) trigger("rate", { reference: `${data.rateWhy}:down`, text });
});

function refresh() {
  const head = element.querySelector("[data-words]");
  if (head && document.documentElement.lang !== head.dataset.words) document.documentElement.lang = head.dataset.words;
  if (element.querySelector(".cd-reader")) {
    whenShown(() => element.querySelector("#cd-quote") || element.querySelector(".cd-reader"), (target) => {
      const page = element.querySelector(".cd-page");
      if (target.id === "cd-quote") go(target, "center"); else if (page) page.scrollTop = 0;
    });
  }
  follow(element.querySelector(".cd-turn"));
}
watch("value", refresh);
refresh();
