// <desk-keys> around things to decide on: J and K walk, X chooses, other letters press the button that carries them in data-key.
const KEPT = "plaza-desk-keys";

customElements.define("desk-keys", class extends HTMLElement {
  connectedCallback() {
    this.switch = this.querySelector("[data-keys-switch]");
    if (this.switch) this.switch.checked = localStorage.getItem(KEPT) !== "off";
    this.switch?.addEventListener("change", () => localStorage.setItem(KEPT, this.switch.checked ? "on" : "off"));
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    if (this.switch?.checked === false || event.defaultPrevented || this.isElsewhere(event)) return;
    const key = event.key.toLowerCase();
    const target = key === "j" || key === "k" ? this.neighbour(key === "j" ? 1 : -1) ?? this.carrier(key) : key === "x" ? this.row?.querySelector(".pick") : this.carrier(key);
    if (!target) return;
    event.preventDefault();
    if (target.matches("[data-row] [data-focus]")) target.focus();
    else target.click();
  }

  // Writing, a menu or dialog that is open, and keys of the browser are left alone.
  isElsewhere(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
    return event.target.closest("input:not(.pick), textarea, select, [contenteditable]") || document.querySelector("dialog[open], .menu:popover-open:not(#keys-help)");
  }

  get row() {
    return document.activeElement?.closest("[data-row]");
  }

  neighbour(step) {
    const rows = [...this.querySelectorAll("[data-row]")];
    const at = rows.indexOf(this.row);
    return rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]?.querySelector("[data-focus]");
  }

  carrier(key) {
    const named = `[data-key="${CSS.escape(key)}"]`;
    return this.row?.querySelector(named) ?? [...document.querySelectorAll(named)].find((one) => !one.closest("[data-row]"));
  }
});
