// A <dialog popover> opens without any script; with it, it is modal: the page behind is inert and focus comes back.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[popovertarget]");
  const dialog = button && document.getElementById(button.getAttribute("popovertarget"));
  if (!(dialog instanceof HTMLDialogElement)) return;
  event.preventDefault();
  if (dialog.open) return dialog.close();
  button.closest("[popover]:popover-open")?.hidePopover();
  dialog.showModal();
});

// A click on the backdrop closes, as it does without script.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open && !event.target.querySelector("[data-keep]")) event.target.close();
});
