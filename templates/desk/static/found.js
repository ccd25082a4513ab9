/* 疑似采用: one key for each proposal. Everything works without it. */
"use strict";
(() => {
  const cards = [...document.querySelectorAll(".found")];
  const wanted = cards.findIndex((card) => `#${card.id}` === location.hash);
  const wrong = cards.findIndex((card) => card.querySelector("[aria-invalid=true]"));
  let at = Math.max(wanted, wrong, 0);
  const show = (step, scroll = true) => {
    if (!cards.length) return;
    cards[at].classList.remove("current");
    at = Math.min(Math.max(at + step, 0), cards.length - 1);
    cards[at].classList.add("current");
    if (!scroll) return;
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "start" });
  };
  show(0, at > 0);
  let sent = false;
  const press = (name) => {
    const button = cards[at]?.querySelector(`button[value=${name}]`);
    if (!button || sent) return;
    sent = true;
    button.form.requestSubmit(button);
  };
  cards.forEach((card, number) => card.addEventListener("focusin", () => show(number - at, false)));
  const dialog = document.getElementById("keys");
  const help = () => dialog?.showModal();
  const commands = { y: () => press("confirm"), n: () => press("dismiss"), j: () => show(1), k: () => show(-1), "?": help };
  const isTyping = (target) => target.closest?.("input, textarea, select, dialog");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target)) return;
    const command = commands[event.key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  document.querySelectorAll("[data-keys]").forEach((shown) => {
    shown.hidden = false;
    shown.addEventListener("click", help);
  });
  /* Back from the next page: the key counts again. */
  window.addEventListener("pageshow", () => { sent = false; });
})();
