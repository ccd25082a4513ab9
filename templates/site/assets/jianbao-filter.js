/* 督查台账的筛选：只在读者的浏览器里做，不问服务器。选了什么写在地址里，可以收藏、转给别人。 */

for (const form of document.querySelectorAll(".jb-filter")) {
  const sections = [...document.querySelectorAll("[data-filtered]")];
  const selects = [...form.querySelectorAll("select")];
  const told = form.querySelector("output");

  const holds = (row, {name, value}) => !value || row.dataset[name].split(" ").includes(value);

  const narrow = () => {
    let count = 0;
    for (const section of sections) {
      const rows = [...section.querySelectorAll("tbody tr")];
      for (const row of rows) {
        row.hidden = !selects.every(select => holds(row, select));
      }
      const left = rows.filter(row => !row.hidden).length;
      section.hidden = rows.length > 0 && left === 0;
      count += left;
    }
    const narrowed = selects.some(select => select.value);
    told.textContent = narrowed ? (count ? `符合条件的${count}项` : "没有符合条件的事项") : "";
  };

  const keep = () => {
    const address = new URL(location.href);
    for (const {name, value} of selects) {
      if (value) {
        address.searchParams.set(name, value);
      } else {
        address.searchParams.delete(name);
      }
    }
    history.replaceState(null, "", address);
  };

  const asked = new URL(location.href).searchParams;
  for (const select of selects) {
    const wanted = asked.get(select.name) ?? "";
    select.value = [...select.options].some(option => option.value === wanted) ? wanted : "";
  }
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("change", () => { narrow(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => {
    for (const select of selects) {
      select.value = "";
    }
    narrow();
    keep();
  }));
  narrow();
}
