/* 代替主题的搜索工作线程：按字面查找中文。主题自己的线程照样装入，带 + - * 等写法的查询仍归它。
 *
 * The theme's worker looks words up in an index of jieba's tokens. It never takes a query whole, and what jieba cuts
 * (燃气管|道) is not what a reader types (管道), so ordinary words are looked for in the text itself; the tokens only
 * tell a word (供水) from letters that happen to meet (提供|水泥), which come last, and cut a query found nowhere whole.
 * Messages, as the theme's bundle sends them: 0 setup, 1 ready, 2 query, 3 result.
 */
"use strict";

const [SETUP, QUERY, RESULT] = [0, 2, 3];
const JOINT = "\u200b";
const OWN_SYNTAX = /[*~^]|(?:^|\s)[+-]\S|\b(?:title|text|tags):/;
const PUNCTUATION = /["\s\u200b\u3000（）《》〈〉“”‘’：—、，。．；！？【】…]+/u;
const ISSUE = /(总|增刊)?第?([\d〇零一二三四五六七八九十百]+)(?:[—-](\d+))?期/g;
const INLINE_TAG = /^<\/?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup)\b/i;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&nbsp;": " ", "&amp;": "&" };
const OPEN_SECTIONS = 3;
const AROUND = 40;

let docs = [];
let pages = new Map();
let tokens = new Map();
let beginnings = new Set();
let issues = [];

/* Plain text, and at which places of it a token begins or ends. */
function readField(html) {
  const source = String(html || "")
    .replace(/<[^>]*>/g, (tag) => (INLINE_TAG.test(tag) ? "" : `${JOINT}\n${JOINT}`))
    .replace(/&(?:lt|gt|quot|nbsp|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);
  const pieces = source.split(JOINT);
  const text = pieces.join("");
  const edges = new Uint8Array(text.length + 1);
  let at = 0;
  for (const piece of pieces) {
    edges[at] = 1;
    at += piece.length;
  }
  edges[at] = 1;
  return { text, lower: text.toLowerCase(), edges, pieces };
}

function readDocs(entries) {
  docs = entries.map((entry, order) => {
    const title = readField(entry.title);
    const text = readField(entry.text);
    return { order, location: entry.location, page: entry.location.split("#")[0], title, text, boost: entry.boost || 1 };
  });
  pages = new Map();
  tokens = new Map();
  for (const doc of docs) {
    if (!pages.has(doc.page)) pages.set(doc.page, doc);
    for (const piece of [...doc.title.pieces, ...doc.text.pieces].flatMap((text) => text.split(PUNCTUATION))) {
      const token = piece.toLowerCase();
      if (token.length > 1) tokens.set(token, (tokens.get(token) || 0) + 1);
    }
  }
  issues = [...pages.values()].flatMap(({ title }) => readIssues(title.text));
  beginnings = new Set([...tokens.keys()].flatMap((token) => [...token].map((_, n) => token.slice(0, n + 1))));
}

/* 18 of 十八 as of 18; numbers of issues stay below a thousand when they are written in characters. */
function readNumber(written) {
  if (/^\d+$/.test(written)) return Number(written);
  let [sum, digit] = [0, 0];
  for (const sign of written) {
    const unit = { 十: 10, 百: 100 }[sign];
    if (unit) [sum, digit] = [sum + (digit || 1) * unit, 0];
    else digit = Math.max("零一二三四五六七八九".indexOf(sign), 0);
  }
  return sum + digit;
}

/* The issues named in a text, as written, with the first and the last number of each. */
function readIssues(text) {
  return [...text.matchAll(ISSUE)].map(([written, kind, first, last]) => {
    return { written, kind: kind || "", first: readNumber(first), last: readNumber(last || first) };
  });
}

/* How the titles write an issue that is asked for otherwise: 第71—72期 for 71期, 第十八期 for 第18期. */
function findIssue(word) {
  const [asked] = readIssues(word);
  if (!asked || asked.written !== word) return undefined;
  const same = issues.find((one) => one.kind === asked.kind && one.first <= asked.first && asked.last <= one.last);
  return same && same.written;
}

/* The words of a query: full-width letters and digits made plain, 第 70 期 closed up. */
function readWords(query) {
  const plain = query
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/第\s*(\d+)\s*期/g, "第$1期")
    .toLowerCase();
  return [...new Set(plain.split(PUNCTUATION).filter(Boolean))];
}

/* Where a word stands in a field. A number is found whole: 70期 is not in 170期. */
function findPlaces(field, word) {
  const places = [];
  for (let at = field.lower.indexOf(word); at >= 0; at = field.lower.indexOf(word, at + word.length)) {
    const end = at + word.length;
    const cutsNumber =
      (/^\d/.test(word) && /\d\.?$/.test(field.lower.slice(Math.max(0, at - 2), at))) ||
      (/\d$/.test(word) && /^\.?\d/.test(field.lower.slice(end, end + 2)));
    if (!cutsNumber) places.push({ start: at, end, sure: isWord(field.edges, at, end) });
  }
  return places;
}

/* Begins where a token begins, or lies within one token. */
function isWord(edges, start, end) {
  return edges[start] === 1 || edges.subarray(start + 1, end).indexOf(1) < 0;
}

function scoreWord(word, inTitle, inText, title) {
  const best = (places, sure, unsure) => (places.some((place) => place.sure) ? sure : places.length ? unsure : 0);
  const whole = inTitle.length && title.length === word.length ? 100 : 0;
  return whole + best(inTitle, 100, 20) + best(inText, 10, 1) + Math.min(inText.length, 9) / 10;
}

/* What a document has of the words, or nothing when too many are missing. */
function matchDoc(doc, words, mayMiss = 0) {
  const match = { doc, score: 0, title: [], text: [], missing: [], inTitle: true };
  for (const word of words) {
    const [inTitle, inText] = [findPlaces(doc.title, word), findPlaces(doc.text, word)];
    if (!inTitle.length && !inText.length) {
      if (match.missing.push(word) > mayMiss) return undefined;
      continue;
    }
    match.score += scoreWord(word, inTitle, inText, doc.title.text) * doc.boost;
    match.inTitle = match.inTitle && inTitle.some(({ sure }) => sure);
    match.title.push(...inTitle);
    match.text.push(...inText);
  }
  return match;
}

function findDocs(words, mayMiss) {
  return words.length ? docs.map((doc) => matchDoc(doc, words, mayMiss)).filter(Boolean) : [];
}

/* A word in pieces, from the left: the longest token, else the longest beginning of tokens. Signs that begin nothing
 * are dropped; when they are more than half, what is left would answer another question. */
function cutWord(word, longest = word.length) {
  const pieces = [];
  for (let at = 0; at < word.length; ) {
    const slices = [];
    for (let end = Math.min(word.length, at + longest); end > at + 1; end--) slices.push(word.slice(at, end));
    const piece = slices.find((slice) => tokens.has(slice)) || slices.find((slice) => beginnings.has(slice));
    if (piece) pieces.push(piece);
    at += piece ? piece.length : 1;
  }
  return pieces.join("").length * 2 >= word.length ? pieces : [word];
}

/* From the strictest reading of a query to the widest: as typed; what stands nowhere whole in pieces; all in pieces. */
function* readings(typed) {
  yield typed;
  const stands = (word) => docs.some((doc) => matchDoc(doc, [word]));
  const known = typed.flatMap((word) => (stands(word) ? [word] : findIssue(word) || cutWord(word)));
  yield [...new Set(known)];
  yield [...new Set(known.flatMap((word) => (word.length > 3 ? cutWord(word, word.length - 1) : [word])))];
}

/* The matches of the first reading that has any; when none has, of the last one those that miss the fewest words. */
function findMatches(typed) {
  let words = typed;
  for (words of readings(typed)) {
    const matches = findDocs(words, 0);
    if (matches.length) return { words, matches };
  }
  const near = findDocs(words, Math.floor(words.length / 2));
  const fewest = Math.min(...near.map(({ missing }) => missing.length));
  return { words, matches: near.filter(({ missing }) => missing.length === fewest) };
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}

/* HTML of a stretch of a text with the places in it marked; places may overlap. */
function markText(text, places, from = 0, to = text.length) {
  let [html, at] = ["", from];
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at || end > to) continue;
    html += `${escape(text.slice(at, start))}<mark>${escape(text.slice(start, end))}</mark>`;
    at = end;
  }
  return (html + escape(text.slice(at, to))).replace(/\s+/g, " ");
}

/* The first two stretches of the text that hold words. */
function makeTeaser({ text }, places) {
  const stretches = [];
  for (const { start, end } of [...places].sort((a, b) => a.start - b.start)) {
    const last = stretches[stretches.length - 1];
    if (last && start - AROUND <= last.to) last.to = Math.min(Math.max(last.to, end + AROUND), last.from + 4 * AROUND);
    else if (stretches.length < 2) {
      stretches.push({ from: Math.max(0, start - AROUND), to: Math.min(text.length, end + AROUND) });
    }
  }
  const shown = stretches.map(({ from, to }) => {
    const [before, after] = [from > 0 ? "…" : "", to < text.length ? "…" : ""];
    return `<p>${before}${markText(text, places, from, to).trim()}${after}</p>`;
  });
  return shown.join("");
}

/* The terms: those that hold are marked on the page that is opened, the others are named as missing. */
function makeItem({ doc, score, title, text, missing }, words) {
  const marked = { title: markText(doc.title.text, title), text: makeTeaser(doc.text, text) };
  const terms = Object.fromEntries(words.map((word) => [word, !missing.includes(word)]));
  return { location: doc.location, ...marked, score, terms };
}

/* A page with its sections. Of the sections as many as fit stand open: the theme folds those that score less. */
function makeGroup(page, matches, words) {
  const own = matches.find(({ doc }) => doc.location === page.page);
  const sections = matches.filter((match) => match !== own);
  const best = sections.length ? sections[0].score : 0;
  const items = sections.map((match, n) => makeItem({ ...match, score: n < OPEN_SECTIONS ? best : best / 2 }, words));
  const heading = own || { doc: page, score: 0, title: [], text: [], missing: [] };
  return [...items, makeItem(heading, words)].sort((a, b) => b.score - a.score);
}

/* An article whose title holds all the words stands for itself, with the name of its issue below, not under its issue.
 * A page whose text alone holds them does too: as a heading of its sections it would show nothing of what was found. */
function makeGroups(matches, words) {
  const isSection = ({ doc }) => Number(doc !== pages.get(doc.page));
  const ordered = matches.sort((a, b) => b.score - a.score || isSection(a) - isSection(b) || a.doc.order - b.doc.order);
  const [groups, shared] = [[], new Map()];
  for (const match of ordered) {
    const page = pages.get(match.doc.page);
    if (isSection(match) && match.inTitle) {
      groups.push([{ ...makeItem(match, words), tags: [escape(page.title.text)] }]);
    } else if (!isSection(match) && !match.inTitle) groups.push([makeItem(match, words)]);
    else if (shared.has(page)) shared.get(page).push(match);
    else groups.push(shared.set(page, [match]).get(page));
  }
  return groups.map((group) => (group[0].location ? group : makeGroup(pages.get(group[0].doc.page), group, words)));
}

/* The commonest token that the last word begins. */
function suggest(words) {
  const last = words[words.length - 1] || "";
  const known = [...tokens].filter(([token]) => token.length > last.length && token.startsWith(last));
  return last && known.length ? [known.reduce((a, b) => (b[1] > a[1] ? b : a))[0]] : [];
}

function answer(query) {
  const typed = readWords(query);
  const { words, matches } = findMatches(typed);
  return { items: makeGroups(matches, words), suggest: suggest(typed) };
}

// Heard before the theme's worker hears it, because this listener is the first to be added.
self.addEventListener("message", (event) => {
  const { type, data } = event.data;
  if (type === SETUP) readDocs(data.docs);
  if (type !== QUERY) return;
  if (OWN_SYNTAX.test(data)) {
    // The theme's worker cuts Chinese in query.replace(…), wrongly: its words stay as they are typed.
    event.data.data = { replace: () => data, toString: () => data };
    return;
  }
  event.stopImmediatePropagation();
  self.postMessage({ type: RESULT, data: answer(data) });
});

// The theme's worker fetches its parts by addresses relative to itself.
const theirs = new URL(new URL(self.location.href).searchParams.get("worker"), self.location.href);
const importScripts_ = self.importScripts.bind(self);
self.importScripts = (...addresses) => importScripts_(...addresses.map((address) => new URL(address, theirs).href));
if (theirs.origin === self.location.origin) self.importScripts(theirs.href);
