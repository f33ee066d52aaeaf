// <theme-switch> around the theme form: the page changes at once, the cookie follows.
customElements.define("theme-switch", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", async (event) => {
      const theme = event.submitter?.value;
      if (theme === undefined) return;
      event.preventDefault();
      const root = document.documentElement;
      if (theme) root.dataset.theme = theme;
      else delete root.dataset.theme;
      this.querySelectorAll("button").forEach((button) => {
        button.toggleAttribute("aria-current", false);
        button.removeAttribute("aria-busy");
        if (button.value === theme) button.setAttribute("aria-current", "true");
      });
      this.closest("[popover]")?.hidePopover();
      await fetch(event.target.action, { method: "POST", body: new URLSearchParams({ theme }), redirect: "manual" });
    });
  }
});
