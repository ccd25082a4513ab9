/* 编排: articles are dragged between columns and among those that wait, and moved by the buttons without sending the
   page; how long the issue would be is asked after each move. Nothing is kept before 保存编排 is pressed. */
"use strict";
(() => {
  const form = document.getElementById("arrange");
  if (!form || !window.Sortable) return;
  document.documentElement.classList.add("scripted");
  const lists = [...form.querySelectorAll(".pieces")];
  const spare = form.querySelector(".pieces[data-spare]");
  const text = document.getElementById("length-text");
  const over = document.getElementById("length-over");
  const unsaved = document.getElementById("unsaved");
  const WAIT = 250;
  let timer = 0;
  let asked = 0;

  const columnOf = (piece) => piece.parentElement.dataset.column;
  const titleOf = (piece) => piece.querySelector(".what").firstElementChild.textContent;

  /* What a card says of itself follows where it lies. */
  const settle = (piece) => {
    const place = piece.querySelector("input[name=place]");
    const select = piece.querySelector("[data-to]");
    const column = columnOf(piece);
    place.disabled = column === undefined;
    if (column !== undefined) {
      place.value = `${column} ${piece.dataset.article}`;
      if (column) select.value = column;
    }
  };
  const settleEnds = () => {
    for (const list of lists) {
      const pieces = [...list.children];
      pieces.forEach((piece, at) => {
        const set = (verb, end) => {
          const button = piece.querySelector(`button[value^="${verb} "]`);
          if (end) button?.setAttribute("aria-disabled", "true");
          else button?.removeAttribute("aria-disabled");
        };
        set("up", at === 0);
        set("down", at === pieces.length - 1);
      });
    }
  };

  const measure = async () => {
    const turn = ++asked;
    try {
      const answer = await fetch(form.dataset.measure, { method: "POST", body: new FormData(form) });
      if (turn !== asked) return;
      if (!answer.ok) throw new Error(String(answer.status));
      const length = await answer.json();
      if (turn !== asked) return;
      text.textContent = length.text;
      over.textContent = length.over.join("，");
      over.hidden = !length.over.length;
    } catch {
      if (turn === asked) text.textContent = "暂时算不出篇幅，保存后再看";
    }
  };

  const changed = (piece) => {
    settle(piece);
    settleEnds();
    unsaved.hidden = false;
    form.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(timer);
    timer = setTimeout(measure, WAIT);
  };

  for (const list of lists) {
    window.Sortable.create(list, {
      group: "pieces",
      handle: ".grip",
      animation: 120,
      ghostClass: "dragged",
      chosenClass: "chosen",
      onEnd: (event) => changed(event.item),
    });
  }

  const listOf = (column) => lists.find((list) => list.dataset.column === column);
  const moves = {
    up: (piece) => piece.previousElementSibling?.before(piece),
    down: (piece) => piece.nextElementSibling?.after(piece),
    aside: (piece) => spare.append(piece),
    put: (piece) => listOf(piece.querySelector("[data-to]").value)?.append(piece),
  };
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const verb = button?.value.split(" ")[0];
    if (!moves[verb]) return;
    event.preventDefault();
    const piece = button.closest(".piece");
    if (button.hasAttribute("aria-disabled")) return;
    moves[verb](piece);
    changed(piece);
    /* The button may be one that is not shown where the card lies now. */
    const next = button.offsetParent ? button : piece.querySelector("select");
    next.focus();
    piece.scrollIntoView({ block: "nearest" });
  });
  form.addEventListener("change", (event) => {
    const select = event.target.closest("[data-to]");
    const piece = select?.closest(".piece");
    if (!piece || columnOf(piece) === undefined) return;
    listOf(select.value).append(piece);
    changed(piece);
    select.focus();
  });
  form.addEventListener("input", (event) => {
    if (event.target.name === "note" || event.target.name === "extra") {
      unsaved.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(measure, 4 * WAIT);
    }
  });
  /* Another form of the page would take its reader away from what is not kept. */
  document.addEventListener("submit", (event) => {
    if (event.target === form || unsaved.hidden) return;
    event.preventDefault();
    unsaved.textContent = "编排还没有保存：先保存编排，再办这件事";
    unsaved.setAttribute("role", "alert");
    unsaved.parentElement.scrollIntoView({ block: "center" });
    form.querySelector(".actions button.main").focus();
  }, true);
  settleEnds();
})();
