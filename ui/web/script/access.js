// What makes the page fit for the keyboard and for screen readers where Gradio's own markup is not. It is set up once.
(() => {
const announced = { busy: false, text: "" };

function fitTabs(page) {
  page.querySelectorAll("[role=tablist]").forEach((list) => {
    if (!list.hasAttribute("aria-label")) list.setAttribute("aria-label", "Citedesk");
    list.querySelectorAll("[role=tab]").forEach((tab) => {
      const chosen = tab.getAttribute("aria-selected") === "true";
      tab.tabIndex = chosen ? 0 : -1;
      tab.id = tab.id || `cd-tab-${tab.dataset.tabId}`;
      const panel = document.getElementById(tab.getAttribute("aria-controls"));
      if (panel) panel.setAttribute("aria-labelledby", tab.id);
    });
  });
}

function fitForms(page) {
  page.querySelectorAll("button.label-wrap").forEach((button) => {
    button.setAttribute("aria-expanded", String(button.classList.contains("open")));
  });
  page.querySelectorAll("fieldset").forEach((group) => {
    const name = group.querySelector("[data-testid=block-info]");
    if (name) group.setAttribute("aria-label", name.textContent.trim());
  });
}

// One polite voice for the conversation: what is being done, then the finished answer; never a draft while it grows.
function announce(page) {
  const turn = page.querySelector("#cd-current .cd-turn");
  const busy = Boolean(turn && turn.hasAttribute("aria-busy"));
  if (busy || announced.busy) {
    const part = turn && turn.querySelector(busy ? ".cd-draft-label, .cd-progress" : ".cd-answer, .cd-error, .cd-notice");
    const text = part ? part.innerText.trim() : "";
    if (text && text !== announced.text) page.querySelector("#cd-live").textContent = text;
    announced.text = text;
  }
  announced.busy = busy;
}

function moveAlong(event) {
  const tab = event.target.closest("[role=tab]");
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  if (!tab || !(event.key in steps)) return;
  const tabs = Array.from(tab.closest("[role=tablist]").querySelectorAll("[role=tab]"));
  const step = steps[event.key], last = tabs.length - 1;
  const at = Number.isFinite(step) ? (tabs.indexOf(tab) + step + tabs.length) % tabs.length : step < 0 ? 0 : last;
  event.preventDefault();
  tabs[at].focus();
  tabs[at].click();
}

function fold(event) {
  const open = event.key === "Escape" && event.target.closest && event.target.closest("details[open]");
  if (!open || !open.closest(".gradio-container")) return;
  open.open = false;
  open.querySelector("summary").focus();
}

function leap(event) {
  const link = event.target.closest && event.target.closest("a[data-skip]");
  if (!link) return;
  event.preventDefault();
  const box = document.querySelector("#cd-ask textarea");
  if (box) box.focus();
}

function setUp(page) {
  const live = document.createElement("p");
  live.id = "cd-live";
  live.className = "cd-hidden";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  (page.querySelector("main") || page).append(live);
  document.addEventListener("keydown", moveAlong);
  document.addEventListener("keydown", fold);
  document.addEventListener("click", leap);
  const hush = () => { live.textContent = ""; };  // what was said in the other language
  new MutationObserver(hush).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  let waiting = false;
  const fit = () => { waiting = false; fitTabs(page); fitForms(page); announce(page); };
  const watching = { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected", "class", "aria-busy"] };
  new MutationObserver(() => { if (!waiting) { waiting = true; requestAnimationFrame(fit); } }).observe(page, watching);
  fit();
}

if (!window.citedeskAccess) {
  window.citedeskAccess = true;
  setUp(element.closest(".gradio-container") || document.body);
}
})();
