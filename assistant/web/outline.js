/**
 * What is known about a document, and its outline of headings.
 * @module outline
 */
import { element, link } from "./elements.js";
import { DOCUMENT, KINDS, LANGUAGES, WITNESSES } from "./texts.js";

/** A field that is less sure than this is marked. */
const SURE = 0.7;

/** True where the margin has room of its own, so that its parts start open. */
const isWide = () => matchMedia("(min-width: 70em)").matches;

/**
 * The facts of a publication; what is not known is left out.
 * @param {object} document As `GET /api/v1/documents/{id}` gives it.
 * @returns {HTMLElement}
 */
export function factsView(document) {
  const original = document.original_url
    ? link(document.original_url, { rel: "noreferrer" }, DOCUMENT.openOriginal)
    : null;
  const origins = new Map(document.origins.map((origin) => [origin.field, origin]));
  const told = (field, value) => toldOf(origins.get(field), value);
  const title = origins.get("title");
  const isTitleInDoubt = title?.confidence < SURE || title?.witness === "correction";
  const rows = [
    [DOCUMENT.heading, isTitleInDoubt ? told("title", document.title) : null],
    [DOCUMENT.publisher, told("publisher", document.publisher)],
    [DOCUMENT.kind, told("kind", KINDS[document.kind] ?? document.kind)],
    document.date
      ? [DOCUMENT.date, told("date", document.date)]
      : [DOCUMENT.year, told("year", document.year)],
    [DOCUMENT.number, told("publication_number", document.publication_number)],
    [DOCUMENT.diarienummer, told("diarienummer", document.diarienummer)],
    [DOCUMENT.language, told("language", LANGUAGES[document.language] ?? document.language)],
    [DOCUMENT.projects, told("projects", document.projects.join(", "))],
    [DOCUMENT.systems, told("systems", document.systems.join(", "))],
    [DOCUMENT.pageCount, document.pages.length || null],
    [document.places.length > 1 ? DOCUMENT.places : DOCUMENT.source, document.places.join(", ")],
    [DOCUMENT.original, original],
  ];
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element(
    "details",
    { class: "known", open: isWide() },
    element("summary", {}, DOCUMENT.facts),
    element(
      "dl",
      {},
      ...known.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value instanceof Node ? value : String(value))),
      ),
    ),
  );
}

/** A value, marked where it is unsure, and what told it; the value alone where that is not known. */
function toldOf(origin, value) {
  if (!value || !origin) return value;
  const shown = origin.confidence < SURE ? DOCUMENT.unsure(value) : String(value);
  const witness = WITNESSES[origin.witness];
  return element("div", {}, shown, witness ? element("span", { class: "witness" }, witness) : "");
}

/**
 * The headings as links; open from the start where there is room beside the text.
 * @param {Array<{level: number, title: string, start: number}>} headings
 * @param {(heading: object) => void} goTo Called when a heading is chosen.
 * @returns {HTMLElement|null} Null for a document without headings.
 */
export function outlineView(headings, goTo) {
  if (headings.length === 0) return null;
  const items = headings.map((heading) => {
    const anchor = element("a", { href: `#rubrik-${heading.start}` }, heading.title);
    anchor.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(heading);
    });
    return element("li", { class: `level-${Math.min(heading.level, 4)}` }, anchor);
  });
  return element(
    "nav",
    { class: "outline", "aria-labelledby": "outline-title" },
    element(
      "details",
      { open: isWide() },
      element("summary", {}, element("span", { id: "outline-title" }, DOCUMENT.outline)),
      element("ul", {}, ...items),
    ),
  );
}
