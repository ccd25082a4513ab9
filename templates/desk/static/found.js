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
  window.listenToKeys({ y: () => press("confirm"), n: () => press("dismiss"), j: () => show(1), k: () => show(-1) });
  /* Back from the next page: the key counts again. */
  window.addEventListener("pageshow", () => { sent = false; });
})();
