/* 来稿: keys for editors, and the marks of what was changed while it is typed. Everything works without it. */
"use strict";
(() => {
  document.documentElement.classList.add("has-script");
  const PAUSE = 600;

  /* -- 修改痕迹 ---------------------------------------------------------------- */
  const form = document.querySelector("form[data-changes]");
  if (form && form.elements.body) {
    let waiting = 0;
    let asked = null;
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(form.dataset.changes, { method: "POST", body: new FormData(form), signal: asked.signal });
        if (answer.ok) document.getElementById("changes").innerHTML = await answer.text();
      } catch (error) {
        if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
      }
    };
    const later = (event) => {
      if (event.isComposing || !["title", "body"].includes(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    form.addEventListener("input", later);
    form.addEventListener("compositionend", later);
    const grow = (area) => {
      if (area.scrollHeight > area.clientHeight) area.style.height = `${area.scrollHeight + 8}px`;
    };
    form.elements.body.addEventListener("input", (event) => grow(event.target));
    grow(form.elements.body);
  }

  /* -- 对照: a link to it opens it -------------------------------------------------- */
  const unfold = (hash) => {
    const box = /^#compare-\d+$/.test(hash) && document.querySelector(hash)?.closest("details");
    if (box) box.open = true;
  };
  document.addEventListener("click", (event) => unfold(event.target.closest("a")?.hash ?? ""));
  unfold(location.hash);

  /* -- how many are chosen ------------------------------------------------------ */
  const several = document.getElementById("several");
  const boxes = several ? [...several.querySelectorAll("input[name=item]")] : [];
  const batch = document.querySelector(".batch");
  const count = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    if (!batch) return;
    document.getElementById("picked").textContent = chosen ? `（${chosen}篇）` : "";
    batch.classList.toggle("armed", chosen > 0);
  };
  several?.addEventListener("change", count);
  count();

  /* -- keys --------------------------------------------------------------------- */
  const rows = [...document.querySelectorAll(".queue .row")];
  let at = -1;
  const move = (step) => {
    if (!rows.length) return;
    rows[at]?.classList.remove("current");
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    rows[at].classList.add("current");
    rows[at].querySelector(".open").focus({ preventScroll: true });
    rows[at].scrollIntoView({ block: "center" });
  };
  const next = () => (rows.length ? move(1) : document.querySelector("a[data-next]")?.click());
  const choose = () => {
    const box = rows[at]?.querySelector("input[name=item]");
    if (!box) return;
    box.checked = !box.checked;
    count();
  };
  const decider = several || document.getElementById("one");
  const button = (name) => decider?.querySelector(`button[name=do][value=${name}]`);

  /* The one at hand is meant where none is chosen. */
  const arm = () => {
    if (boxes.length && !boxes.some((box) => box.checked)) choose();
  };
  /* A key leads to what is still to be filled in, then to the button; only Enter on that decides. */
  let intended = "";
  const lead = (name, field) => {
    if (!button(name)) return;
    arm();
    intended = name;
    const wanted = field && decider.elements[field];
    (wanted && !wanted.value ? wanted : button(name)).focus();
  };
  decider?.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !intended) return;
    if (!["reason", "place"].includes(field.name) || !field.value) return;
    event.preventDefault();
    button(intended).focus();
  });
  window.listenToKeys({
    j: next,
    k: () => move(-1),
    x: choose,
    e: () => form?.elements.body?.focus(),
    a: () => lead("adopt", "place"),
    r: () => lead("revise", "reason"),
    d: () => lead("decline", "reason"),
    h: () => lead("hold", "reason"),
    f: () => lead("file"),
    m: () => { arm(); button("merge")?.click(); },
  });
})();
