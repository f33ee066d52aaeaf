// <passkey-button mode="create|get" options-url="…">: its button asks the device for a passkey and sends the form.
customElements.define("passkey-button", class extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    if (!window.PublicKeyCredential) {
      this.say("place");
      return;
    }
    this.say("");
    button.hidden = false;
    button.addEventListener("click", () => this.ask(button));
  }

  async ask(button) {
    this.say("");
    button.setAttribute("aria-busy", "true");
    try {
      const form = this.querySelector("form");
      const credential = await window.webauthnJSON[this.getAttribute("mode")](await this.options());
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      this.say(error.name === "SecurityError" ? "place" : "refused");
      button.removeAttribute("aria-busy");
    }
  }

  async options() {
    const url = this.getAttribute("options-url");
    if (url) {
      const answer = await fetch(url, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      return (await answer.json()).request_options;
    }
    const data = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    return data.request_options ?? passwordless(data.creation_options);
  }

  say(what) {
    for (const note of this.querySelectorAll("[data-say]")) note.hidden = note.dataset.say !== what;
  }
});

// A key that the device keeps itself opens the account alone, so it must see a finger, a face or a PIN.
function passwordless(options) {
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return options;
}
