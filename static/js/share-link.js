// <share-link href="…" title="…" done="Link copied">: the phone's own share sheet, or the clipboard.
customElements.define("share-link", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.share());
  }

  async share() {
    const url = new URL(this.getAttribute("href"), location.href).href;
    const title = this.getAttribute("title") ?? document.title;
    this.closest("[popover]")?.hidePopover();
    if (navigator.share && matchMedia("(pointer: coarse)").matches) {
      await navigator.share({ url, title }).catch(() => {});
      return;
    }
    await navigator.clipboard.writeText(url);
    document.dispatchEvent(new CustomEvent("toast", { detail: this.getAttribute("done") ?? url }));
  }
});
