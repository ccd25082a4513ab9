// {{ mark }}
// Decap 把清空过的栏目写成 null、[] 或 ""，检查会说“字段是空的”；保存前去掉。
const isEmpty = (value) => value === null || value === undefined || value === "" || value.size === 0;
CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => entry.get("data").filterNot(isEmpty),
});
