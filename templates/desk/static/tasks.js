/* 督查、登记: what these pages add where scripts run. */
"use strict";
// The last row of 任务分解 is always an empty one.
const body = document.querySelector("table.rows tbody");
if (body) {
  body.addEventListener("input", (event) => {
    const last = body.lastElementChild;
    if (!last.contains(event.target)) return;
    const row = last.cloneNode(true);
    const number = body.children.length + 1;
    row.firstElementChild.textContent = String(number);
    for (const control of row.querySelectorAll("input, select")) {
      control.value = "";
      control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/\d+/, String(number)));
    }
    body.append(row);
  });
}
// Of the forms of a page one is open at a time.
for (const event of document.querySelectorAll("details.event")) {
  event.addEventListener("toggle", () => {
    if (!event.open) return;
    for (const other of document.querySelectorAll("details.event[open]")) {
      if (other !== event && !other.querySelector(".wrong")) other.open = false;
    }
  });
}
