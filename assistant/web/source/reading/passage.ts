/** Cuts a document's text by code points, the way the API counts, and shows it with a mark. */
import { element } from "../nodes/elements.ts";
import type { Heading, Span } from "../server/types.ts";

/** A text whose positions are Unicode code points, not JavaScript's UTF-16 units. */
export class PointText {
  private readonly units: string | readonly string[];

  constructor(value: string) {
    this.units = /[\ud800-\udfff]/.test(value) ? Array.from(value) : value;
  }

  /** Length in code points. */
  get length(): number {
    return this.units.length;
  }

  slice(start: number, end: number): string {
    const cut = this.units.slice(start, end);
    return typeof cut === "string" ? cut : cut.join("");
  }
}

/** The text of `range` as nodes, with what lies in `quote` inside `<mark>`. */
export function markedText(text: PointText, range: Span, quote: Span | null): Array<Node | string> {
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

interface Paragraph extends Span {
  readonly heading: Heading | null;
}

/** The paragraphs of a text: blank lines divide them, and a heading stands alone. */
function paragraphs(text: PointText, range: Span, headings: readonly Heading[]): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let position = range.start;
  let isOpen = false;
  for (const line of text.slice(range.start, range.end).split("\n")) {
    const end = position + Array.from(line).length;
    const here = { start: position, end };
    const heading = headings.find((one) => one.start >= here.start && one.start < Math.max(end, here.start + 1));
    const last = found.at(-1);
    if (heading) found.push({ ...here, heading });
    else if (line.trim() !== "") {
      if (isOpen && last) found[found.length - 1] = { ...last, end };
      else found.push({ ...here, heading: null });
    }
    isOpen = !heading && line.trim() !== "";
    position = end + 1;
  }
  return found;
}

/** The quote with at most `around` code points on each side, cut where a line ends if one does. */
export function roundedRange(text: PointText, quote: Span, around: number): Span {
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
function lineClass(words: string): string | null {
  const lines = words.split("\n");
  if (lines.every((line) => line.trimStart().startsWith("|"))) return "rows";
  const runs = lines.slice(0, -1).every((line) => line.length >= FULL_LINE);
  return runs && !lines.some((line) => LIST_ITEM.test(line)) ? "runs" : null;
}

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"] as const;

/** How a passage is set: the level of its highest heading, 1 to 6, and what a table is called. */
export interface Setting {
  readonly top: number;
  readonly table: string;
}

/**
 * A stretch of the text as headings and paragraphs, the quote marked.
 * @returns Headings carry the id `rubrik-<start>`; a table can be scrolled from the keyboard.
 */
export function passage(text: PointText, range: Span, quote: Span | null, headings: readonly Heading[], setting: Setting): HTMLElement[] {
  const within = headings.filter((one) => one.start >= range.start && one.start < range.end);
  return paragraphs(text, range, within).map(({ start, end, heading }) => {
    const words = markedText(text, { start, end }, quote);
    if (!heading) return paragraph(lineClass(text.slice(start, end)), words, setting.table);
    const level = HEADINGS[Math.min(6, setting.top + heading.level - 1) - 1] ?? "h6";
    return element(level, { id: `rubrik-${heading.start}`, tabindex: "-1" }, ...words);
  });
}

function paragraph(lines: string | null, words: ReadonlyArray<Node | string>, table: string): HTMLElement {
  const set = element("p", { class: lines }, ...words);
  return lines === "rows" ? element("div", { class: "across", role: "group", "aria-label": table, tabindex: "0" }, set) : set;
}
