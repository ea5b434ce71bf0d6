// What the library and the reader add to every gr.HTML of the page: files and addresses, the list, the three views of an article.
const fieldsOf = (place) => Object.fromEntries(Array.from(place.querySelectorAll("[name]"), (each) => [each.name, each.value]));

function browse(place) { trigger("browse", { fields: fieldsOf(place) }); }

function showAll(place) {
  place.querySelectorAll("[name]").forEach((each) => { each.value = ""; });
  browse(place);
}

// The way of showing an article that was chosen last holds for the next ones too.
function show(view) {
  window.citedeskView = view;
  const reader = element.querySelector(".cd-reader");
  if (!reader) return;
  reader.dataset.shown = view;
  element.querySelectorAll("[data-view]").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.view === view)));
  element.querySelectorAll("details.cd-rest").forEach((each) => { each.open = view !== "cleaned" || each.dataset.held !== undefined; });
  go(element.querySelector("#cd-quote"), "center");
}

function readable(file, accepted) {
  const name = file.name.toLowerCase();
  return !name.startsWith(".") && accepted.some((each) => name.endsWith(each));
}

// Files one after the other; `path` is what a file is called inside its folder.
async function send(files, folder) {
  const place = element.querySelector(".cd-drop"), told = element.querySelector(".cd-sending");
  const accepted = place.dataset.accept.split(","), all = Array.from(files);
  const wanted = folder ? all.filter((each) => readable(each, accepted)) : all;
  const taken = wanted.slice(0, Number(place.dataset.most));
  const paths = [], names = [], refused = [];
  for (const file of taken) {
    told.textContent = `${place.dataset.sending} ${paths.length + refused.length + 1} / ${taken.length}`;
    const name = file.path || file.webkitRelativePath || file.name;
    try {
      paths.push((await upload(file)).path);
      names.push(name);
    } catch (error) {
      refused.push(name);
    }
  }
  told.textContent = "";
  trigger("upload", { paths, names, refused, ignored: all.length - wanted.length, beyond: wanted.length - taken.length });
}

async function walk(entry, found, prefix) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    found.push(Object.assign(file, { path: prefix + entry.name }));
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    for (let some; (some = await new Promise((done, failed) => reader.readEntries(done, failed))).length;) {
      for (const each of some) await walk(each, found, `${prefix}${entry.name}/`);
    }
  }
}

async function drop(transfer) {
  const entries = Array.from(transfer.items, (each) => each.webkitGetAsEntry && each.webkitGetAsEntry()).filter(Boolean);
  if (!entries.some((each) => each.isDirectory)) return send(transfer.files, false);
  const found = [];
  for (const each of entries) await walk(each, found, "");
  return send(found, true);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  const data = button.dataset;
  if (data.view !== undefined) show(data.view);
  else if (data.find !== undefined) browse(button.closest(".cd-finder"));
  else if (data.showAll !== undefined) showAll(button.closest(".cd-finder"));
  else if (data.page !== undefined) trigger("turn", { page: Number(data.page) });
  else if (data.chooseFiles !== undefined) element.querySelector("input[type=file]:not([data-folder])").click();
  else if (data.chooseFolder !== undefined) element.querySelector("input[data-folder]").click();
  else if (data.fetch !== undefined) trigger("fetch", { address: element.querySelector("[data-address]").value });
  else if (data.stopAdding !== undefined) { button.disabled = true; trigger("halt"); }
  else if (data.setBack !== undefined) trigger("correct", { id: data.setBack, back: true });
  else if (data.deleteArticle !== undefined) { button.disabled = true; trigger("remove", { id: data.deleteArticle }); }
  else if (data.undo !== undefined) { button.disabled = true; trigger("undo", { ticket: data.undo }); }
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  const finder = event.target.closest(".cd-finder");
  if (event.target.dataset.address !== undefined) trigger("fetch", { address: event.target.value });
  else if (finder && event.target.matches("input")) browse(finder);
});

element.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.correct === undefined) return;
  event.preventDefault();
  trigger("correct", { id: form.dataset.correct, fields: fieldsOf(form) });
});

element.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches(".cd-finder select, .cd-finder input[type=date]")) browse(input.closest(".cd-finder"));
  if (input.type !== "file" || !input.files.length || !element.querySelector(".cd-drop")) return;
  send(input.files, input.dataset.folder !== undefined).finally(() => { input.value = ""; });
});

element.addEventListener("dragover", (event) => {
  if (element.querySelector(".cd-drop")) event.preventDefault();
});

element.addEventListener("drop", (event) => {
  if (!element.querySelector(".cd-drop")) return;
  event.preventDefault();
  if (event.dataTransfer.items.length) drop(event.dataTransfer);
});

function dress() {
  const reader = element.querySelector(".cd-reader");
  if (reader && window.citedeskView && window.citedeskView !== reader.dataset.shown) show(window.citedeskView);
}
watch("value", dress);
dress();
