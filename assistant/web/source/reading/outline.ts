/** What is known about a document, and its outline of headings. */
import { element, link } from "../nodes/elements.ts";
import type { Heading, WholeDocument } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** A field that is less sure than this is marked. */
const SURE = 0.7;
/** The group that stands for all who reach the library. */
const EVERYONE = "everyone";

/** True where the margin has room of its own, so that its parts start open. */
const isWide = () => matchMedia("(min-width: 70em)").matches;

type Value = string | number | HTMLElement | null | undefined;

/** The facts of a publication; what is not known is left out. */
export function factsView(words: Words, document: WholeDocument): HTMLElement {
  const known = rowsOf(words, document).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const terms = known.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value instanceof Node ? value : String(value))),
  );
  return element(
    "details",
    { class: "known", open: isWide() },
    element("summary", {}, words.say("document.facts")),
    element("dl", {}, ...terms),
  );
}

function rowsOf(words: Words, document: WholeDocument): ReadonlyArray<readonly [string, Value]> {
  const origins = new Map(document.origins.map((origin) => [origin.field, origin]));
  const told = (field: string, value: string | number | null) => toldOf(words, origins.get(field), value);
  const title = origins.get("title");
  const isTitleInDoubt = title !== undefined && (title.confidence < SURE || title.witness === "correction");
  const language = document.language === null ? null : words.name("languages", document.language);
  const original = document.original_url
    ? link(document.original_url, { rel: "noreferrer" }, words.say("document.open_original"))
    : null;
  return [
    [words.say("document.heading"), isTitleInDoubt ? told("title", document.title) : null],
    [words.say("document.publisher"), told("publisher", document.publisher)],
    [words.say("document.kind"), told("kind", words.name("kinds", document.kind))],
    document.date
      ? [words.say("document.date"), told("date", document.date)]
      : [words.say("document.year"), told("year", document.year)],
    [words.say("document.number"), told("publication_number", document.publication_number)],
    [words.say("document.diarienummer"), told("diarienummer", document.diarienummer)],
    [words.say("document.language"), told("language", language)],
    [words.say("document.projects"), told("projects", document.projects.join(", "))],
    [words.say("document.systems"), told("systems", document.systems.join(", "))],
    [words.say("document.page_count"), document.pages.length || null],
    [words.say(document.places.length > 1 ? "document.places" : "document.source"), document.places.join(", ")],
    [words.say("document.original"), original],
    [words.say("document.access"), accessTold(words, document.access)],
  ];
}

/** Who may see the document: everyone, or groups by name. */
function accessTold(words: Words, access: readonly string[]): string {
  return access.includes(EVERYONE) ? words.say("document.everyone") : access.join(", ");
}

type Origin = WholeDocument["origins"][number];

/** A value, marked where it is unsure, and what told it; the value alone where that is not known. */
function toldOf(words: Words, origin: Origin | undefined, value: string | number | null): Value {
  if (!value || !origin) return value;
  const shown = origin.confidence < SURE ? words.say("document.unsure", { value: String(value) }) : String(value);
  const witness = words.name("witnesses", origin.witness);
  return element("div", {}, shown, witness === origin.witness ? null : element("span", { class: "witness" }, witness));
}

/** The headings as links, open from the start where there is room; null where there are none. */
export function outlineView(words: Words, headings: readonly Heading[], goTo: (heading: Heading) => void): HTMLElement | null {
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
    { class: "outline", "aria-label": words.say("document.outline") },
    element("details", { open: isWide() }, element("summary", {}, words.say("document.outline")), element("ul", {}, ...items)),
  );
}
