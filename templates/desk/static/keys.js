/* 快捷键: one key each; none while one types or chooses signs with an input method, or where they are switched off. */
"use strict";
window.listenToKeys = (commands) => {
  const OFF = "jianbao-keys-off";
  const dialog = document.getElementById("keys");
  const help = () => dialog?.showModal();
  const isTyping = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");
  const off = document.getElementById("keys-off");
  if (off) {
    off.checked = localStorage.getItem(OFF) === "1";
    off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : ""));
  }
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target) || (off?.checked && event.key !== "?")) return;
    const command = event.key === "?" ? help : commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  document.querySelectorAll("[data-keys]").forEach((shown) => {
    shown.hidden = false;
    shown.addEventListener("click", help);
  });
};
