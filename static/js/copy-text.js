// <copy-text done="Copied"> around a <code> and a hidden button: with script the button appears and copies.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!button || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(this.querySelector("code").textContent);
      document.dispatchEvent(new CustomEvent("toast", { detail: this.getAttribute("done") }));
    });
  }
});
