// toast("…") shows a passing word; the server may ask for one with the header HX-Trigger: {"toast": "…"}.
export function toast(words) {
  const region = document.querySelector(".toasts");
  if (!region) return;
  const line = document.createElement("p");
  line.className = "toast toast-passing";
  line.textContent = words;
  region.append(line);
  line.addEventListener("animationend", () => line.remove());
}

document.addEventListener("toast", (event) => toast(event.detail.value ?? event.detail));
document.querySelectorAll(".toast-passing").forEach((line) => line.addEventListener("animationend", () => line.remove()));
