// <brand-preview>: the picture takes the colour as it is chosen, before anything is saved.
customElements.define("brand-preview", class extends HTMLElement {
  connectedCallback() {
    const colour = this.closest("form")?.querySelector("input[type=color]");
    colour?.addEventListener("input", () => {
      for (const shape of this.querySelectorAll("[data-tint]")) shape.setAttribute("fill", colour.value);
    });
  }
});
