// <plaza-composer> around a form that people write in: shows the chosen files, Ctrl or ⌘ + Enter sends, a draft survives a reload.
customElements.define("plaza-composer", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.text = this.querySelector("textarea");
    this.key = this.getAttribute("draft");
    this.querySelector("input[type=file]")?.addEventListener("change", (event) => this.preview(event.target.files));
    this.text?.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) this.form.requestSubmit();
    });
    if (this.key && this.text) this.keepDraft();
  }

  preview(files) {
    const list = this.querySelector(".picked") ?? this.form.appendChild(Object.assign(document.createElement("ul"), { className: "picked" }));
    list.replaceChildren(...[...files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} · ${Math.ceil(file.size / 1024).toLocaleString()} KB`;
      return item;
    }));
  }

  keepDraft() {
    const name = `draft:${this.key}`;
    if (!this.text.value) this.text.value = sessionStorage.getItem(name) ?? "";
    this.text.addEventListener("input", () => sessionStorage.setItem(name, this.text.value));
    this.form.addEventListener("submit", () => sessionStorage.removeItem(name));
  }
});
