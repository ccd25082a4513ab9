/* What the desk adds where scripts run. Everything works without it.

   data-guard      on a form: leaving the page warns while typed text is not kept, and Enter in a one-line field
                   does not send it. A script that kept the text says so: form.dispatchEvent(new Event("jianbao:saved")).
   data-confirm    on a button: the first press asks beside it, the second does it. */
"use strict";
(() => {
  /* Some input methods end a word with an Enter that reaches the page only after they are done with it. */
  const AFTER_WORD = 60;
  /* A form that leads to a file leaves the page where it is: its buttons come back. */
  const SENDING = 8000;
  let composing = false;
  let composed = -Infinity;
  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener("compositionend", (event) => { composing = false; composed = event.timeStamp; }, true);

  const isOneLine = (field) => field instanceof HTMLInputElement &&
    !["submit", "button", "reset", "image", "file", "checkbox", "radio"].includes(field.type);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !isOneLine(event.target)) return;
    const ofWord = composing || event.isComposing || event.keyCode === 229 || event.timeStamp - composed < AFTER_WORD;
    if (ofWord || event.target.form?.hasAttribute("data-guard")) event.preventDefault();
  }, true);

  /* Typed and not kept. */
  const guarded = [...document.querySelectorAll("form[data-guard]")];
  const unkept = new Set(guarded.filter((form) => form.querySelector("[aria-invalid=true]") ||
    document.querySelector("main .problems:not([hidden])")));
  for (const form of guarded) {
    form.addEventListener("input", () => unkept.add(form));
    form.addEventListener("jianbao:saved", () => unkept.delete(form));
  }
  let leaving = false;
  window.addEventListener("beforeunload", (event) => {
    if (leaving || !unkept.size) return;
    event.preventDefault();
    event.returnValue = "";
  });

  /* Sent once. A script that sends a form itself has prevented the default by now, or never comes here. */
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if ("sent" in form.dataset) { event.preventDefault(); return; }
    const elsewhere = event.submitter?.getAttribute("formtarget") || form.target;
    if (elsewhere && elsewhere !== "_self") return;
    form.dataset.sent = "";
    leaving = true;
    for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
    setTimeout(() => { release(form); leaving = false; }, SENDING);
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    leaving = false;
    document.querySelectorAll("form[data-sent]").forEach(release);
  });

  /* The second step of a button that asks. */
  const takeBack = (button) => {
    button.nextElementSibling?.matches(".ask") && button.nextElementSibling.remove();
    button.textContent = button.dataset.was;
    delete button.dataset.was;
  };
  const askAgain = (button) => {
    button.dataset.was = button.textContent;
    button.textContent = "确定" + button.textContent.trim();
    const ask = Object.assign(document.createElement("span"), { className: "ask" });
    const said = Object.assign(document.createElement("span"), { textContent: button.dataset.confirm });
    said.setAttribute("role", "alert");
    const back = Object.assign(document.createElement("button"), { type: "button", textContent: "取消" });
    back.addEventListener("click", () => { takeBack(button); button.focus(); });
    ask.append(said, back);
    button.after(ask);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-confirm]");
    if (!button || "was" in button.dataset) return;
    event.preventDefault();
    askAgain(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("button[data-was]").forEach(takeBack);
  });

  /* Where to look first: the field at fault, else what was refused, else what was done. */
  const showFirst = () => {
    const fault = document.querySelector("main [aria-invalid=true]");
    for (let box = fault?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const first = fault || document.querySelector("main .problems:not([hidden])") || document.querySelector("main > .done");
    if (!first) return;
    if (first !== fault) first.tabIndex = -1;
    first.focus();
  };
  showFirst();
})();
