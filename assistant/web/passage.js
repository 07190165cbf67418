/**
 * Cuts a document's text by code points, the way the API counts, and shows it with a mark.
 * @module passage
 */
import { element } from "./elements.js";

/** A text whose positions are Unicode code points, not JavaScript's UTF-16 units. */
export class PointText {
  /** @param {string} value */
  constructor(value) {
    this.units = /[\ud800-\udfff]/.test(value) ? Array.from(value) : value;
  }

  /** @returns {number} Length in code points. */
  get length() {
    return this.units.length;
  }

  /** @param {number} start @param {number} end @returns {string} */
  slice(start, end) {
    const cut = this.units.slice(start, end);
    return typeof cut === "string" ? cut : cut.join("");
  }
}

/**
 * The text from `start` to `end` as nodes, with what lies in `quote` inside `<mark>`.
 * @param {PointText} text
 * @param {{start: number, end: number}} range
 * @param {{start: number, end: number}|null} quote
 * @returns {Array<Node|string>}
 */
export function markedText(text, range, quote) {
  const from = Math.max(range.start, quote?.start ?? range.end);
  const to = Math.min(range.end, quote?.end ?? range.end);
  if (!quote || from >= to) return [text.slice(range.start, range.end)];
  const edge = { "data-first": from === quote.start, "data-last": to === quote.end };
  return [
    text.slice(range.start, from),
    element("mark", edge, text.slice(from, to)),
    text.slice(to, range.end),
  ].filter((part) => part !== "");
}

/**
 * The paragraphs of a text, as spans: blank lines divide them, and a heading stands alone.
 * @param {PointText} text
 * @param {{start: number, end: number}} range
 * @param {Array<{level: number, title: string, start: number}>} headings
 * @returns {Array<{start: number, end: number, heading: object|null}>}
 */
function paragraphs(text, range, headings) {
  const found = [];
  let position = range.start;
  let open = null;
  for (const line of text.slice(range.start, range.end).split("\n")) {
    const end = position + (typeof text.units === "string" ? line.length : Array.from(line).length);
    const here = { start: position, end };
    const heading = headings.find((one) => one.start >= here.start && one.start < Math.max(end, here.start + 1));
    if (heading || line.trim() === "") {
      open = null;
      if (heading) found.push({ ...here, heading });
    } else if (open) {
      open.end = end;
    } else {
      open = { ...here, heading: null };
      found.push(open);
    }
    position = end + 1;
  }
  return found;
}

/**
 * The quote with at most `around` code points on each side, cut where a line ends if one does.
 * @param {PointText} text
 * @param {{start: number, end: number}} quote
 * @param {number} around
 * @returns {{start: number, end: number}}
 */
export function roundedRange(text, quote, around) {
  const from = Math.max(0, quote.start - around);
  const to = Math.min(text.length, quote.end + around);
  const before = Array.from(text.slice(from, quote.start));
  const after = Array.from(text.slice(quote.end, to));
  const first = from === 0 ? 0 : from + before.indexOf("\n") + 1;
  const last = to === text.length ? -1 : after.lastIndexOf("\n");
  return { start: first, end: last < 0 ? to : quote.end + last };
}

const LIST_ITEM = /^\s*([-*•–·]|\d+[.)])\s/;
const FULL_LINE = 40;

/** How a paragraph's line breaks are to be taken: a table's, a list's, or running text's. */
function lineClass(words) {
  const lines = words.split("\n");
  if (lines.every((line) => line.trimStart().startsWith("|"))) return "rows";
  const runs = lines.slice(0, -1).every((line) => line.length >= FULL_LINE);
  return runs && !lines.some((line) => LIST_ITEM.test(line)) ? "runs" : null;
}

/**
 * A stretch of the text as headings and paragraphs, the quote marked.
 * @param {PointText} text
 * @param {{start: number, end: number}} range
 * @param {{start: number, end: number}|null} quote
 * @param {Array<{level: number, title: string, start: number}>} headings
 * @param {number} top The level of the highest heading on the page, 1 to 6.
 * @returns {Array<HTMLElement>} Headings carry the id `rubrik-<start>`.
 */
export function passage(text, range, quote, headings, top) {
  const within = headings.filter((one) => one.start >= range.start && one.start < range.end);
  return paragraphs(text, range, within).map(({ start, end, heading }) => {
    const words = markedText(text, { start, end }, quote);
    if (!heading) return element("p", { class: lineClass(text.slice(start, end)) }, ...words);
    const level = Math.min(6, top + heading.level - 1);
    return element(`h${level}`, { id: `rubrik-${heading.start}`, tabindex: "-1" }, ...words);
  });
}
