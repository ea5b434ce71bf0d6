// The script of the evaluation view; `element` and `trigger` are Gradio's.
// A file of fixtures is read here and sent as text, so that the server stores none.
const root = element.closest(".gradio-container") || document;
const LARGEST = 2000000;

function send(file) {
  if (!file) return;
  if (file.size > LARGEST) { trigger("upload", { name: file.name, content: "", large: true }); return; }
  const reader = new FileReader();
  reader.onload = () => trigger("upload", { name: file.name, content: String(reader.result).split(",")[1] || "" });
  reader.readAsDataURL(file);
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || !element.contains(button)) return;
  if (button.dataset.choose !== undefined) element.querySelector("input[type=file]").click();
  else if (button.dataset.file !== undefined) trigger("save", { name: button.dataset.file });
  else if (button.dataset.probe !== undefined) {
    trigger("probe", { number: Number(button.dataset.probe) });
    const talk = root.querySelector("#cd-talk");
    if (talk) talk.scrollIntoView({ block: "start" });
  }
});

element.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  send(event.target.files[0]);
  event.target.value = "";
});

element.addEventListener("dragover", (event) => {
  if (element.querySelector(".cd-drop")) event.preventDefault();
});

element.addEventListener("drop", (event) => {
  if (!element.querySelector(".cd-drop")) return;
  event.preventDefault();
  send(event.dataTransfer.files[0]);
});
