/* 写稿: saves and checks while somebody writes, never while an input method composes. Without it the buttons do. */
"use strict";
(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const pause = 1200;
  let composing = false, timer = 0, running = false, again = false, stopped = false, leaving = false, dirty = false, waiting = null;

  const urgency = form.elements.urgency, urgent = document.getElementById("urgent");
  const showUrgent = () => { urgent.hidden = !urgency.value; };
  urgency.addEventListener("change", showUrgent);
  showUrgent();

  const later = () => {
    if (stopped || composing) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  };

  /* Screen readers find what is wrong by aria-describedby; the hint stays described too. */
  function place(field, found) {
    const control = field.querySelector("input, select, textarea"), name = field.dataset.field;
    const old = field.querySelector("ul.faults");
    if (old) old.remove();
    field.classList.toggle("wrong", Boolean(found));
    const described = [found ? `e-${name}` : "", field.querySelector(`#h-${name}`) ? `h-${name}` : ""].filter(Boolean);
    if (described.length) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
    if (found) {
      found.id = `e-${name}`;
      control.setAttribute("aria-invalid", "true");
      const told = document.importNode(found, true);
      /* The end of a long text may lie below the screen. */
      if (control.matches("textarea")) control.before(told);
      else control.after(told);
    } else {
      control.removeAttribute("aria-invalid");
    }
  }

  function tell(answer) {
    for (const part of ["count", "saved"]) {
      const text = answer.querySelector(`[data-part=${part}]`);
      if (text) document.getElementById(part).textContent = text.textContent;
    }
    for (const field of form.querySelectorAll("[data-field]")) {
      place(field, answer.querySelector(`[data-for="${field.dataset.field}"]`));
    }
  }

  async function look() {
    if (running) { again = true; return; }
    running = true;
    const sent = new FormData(form);
    sent.delete("picture");
    dirty = false;
    try {
      const response = await fetch(form.dataset.live, { method: "POST", body: sent, redirect: "error" });
      const text = await response.text();
      if (leaving) return;
      const answer = new DOMParser().parseFromString(text, "text/html").querySelector("[data-seen]");
      if (!answer) throw new Error(String(response.status));
      tell(answer);
      if (answer.dataset.seen) form.elements.seen.value = answer.dataset.seen;
      else dirty = true;
      stopped = response.status === 409;
    } catch {
      dirty = true;
      document.getElementById("saved").textContent = "没有自动保存：连不上，或登录已经过期。先把文字复制下来，再点“保存草稿”";
    } finally {
      running = false;
      if (waiting) { const button = waiting; waiting = null; form.requestSubmit(button); return; }
      if (again) { again = false; later(); }
    }
  }

  form.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
  form.addEventListener("compositionend", () => { composing = false; later(); });
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    /* A second click would file a second time; the request needs the button that was clicked, so it stays enabled. */
    if (leaving || waiting) { event.preventDefault(); return; }
    /* What is being saved right now would make this window look like a second one. */
    if (running) { event.preventDefault(); waiting = event.submitter; return; }
    leaving = true;
    clearTimeout(timer);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => { if (dirty && !leaving) event.preventDefault(); });
})();
