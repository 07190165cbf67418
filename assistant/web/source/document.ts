/** The document view: one document with its facts, its outline and the quote marked. */
import { latestAddressTo } from "./asking/memory.ts";
import { button, dotted, element, link } from "./nodes/elements.ts";
import { errorBox } from "./nodes/notices.ts";
import { editionsView } from "./reading/editions.ts";
import { factsView, outlineView } from "./reading/outline.ts";
import { PageView } from "./reading/pages.ts";
import { passage, PointText } from "./reading/passage.ts";
import { ServerError } from "./server/server.ts";
import { siteOf } from "./server/site.ts";
import type { Heading, Named, Span, WholeDocument } from "./server/types.ts";

const site = siteOf(document.documentElement.lang, "");
const { words } = site;
const place = document.getElementById("document") as HTMLElement;
const status = document.getElementById("status") as HTMLElement;
const announce = (said: string) => {
  status.textContent = said;
};

/** The id in /dokument/{id}. */
function idInAddress(): string {
  return decodeURIComponent(location.pathname.split("/")[2] ?? "");
}

/** A whole number from the address, 0 or above. */
function numberInAddress(name: string): number | null {
  const value = new URLSearchParams(location.search).get(name) ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}

/** The quote to mark. */
function quoteInAddress(text: PointText): Span | null {
  const start = numberInAddress("start");
  const end = numberInAddress("end");
  return start === null || end === null || start >= end || start >= text.length ? null : { start, end };
}

/** Keeps the page in the address, so that the view can be shared. */
function keepPage(number: number): void {
  const query = new URLSearchParams(location.search);
  query.set("page", String(number));
  history.replaceState(history.state, "", `?${query}`);
}

/** The document as running text, for formats without pages. */
function textView(found: WholeDocument, text: PointText, quote: Span | null): HTMLElement {
  const nodes = passage(text, { start: 0, end: text.length }, quote, found.headings, { top: 3, table: words.say("document.table") });
  const heading = element("h2", { id: "text-title" }, words.say("document.text"));
  return element("section", { class: "text whole", "aria-labelledby": "text-title" }, heading, ...nodes);
}

/** Brings the first marked words into view and lets reading go on from there. */
function goToQuote(): void {
  const mark = place.querySelector("mark");
  if (!mark) return;
  mark.setAttribute("tabindex", "-1");
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  announce(words.say("document.quote_shown"));
}

function goToHeading(heading: Heading, view: PageView | null): void {
  view?.show(view.pageOf(heading.start));
  const target = document.getElementById(`rubrik-${heading.start}`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}

function layOut(found: WholeDocument): void {
  const text = new PointText(found.text);
  const quote = quoteInAddress(text);
  const view = found.pages.length > 0 ? new PageView(site, found, text, quote, { announce, turned: keepPage }) : null;
  const outline = outlineView(words, found.headings, (heading) => goToHeading(heading, view));
  document.title = words.say("document.title", { title: found.title });
  place.replaceChildren(
    titleView(found, quote, view),
    element("div", { class: "beside" }, factsView(words, found), editionsView(words, found), outline),
    element("div", { class: "body" }, view ? view.node : textView(found, text, quote)),
  );
  view?.show(numberInAddress("page") ?? view.pageOf(quote?.start ?? 0));
  if (quote && !view) goToQuote();
  else if (quote) announce(words.say("document.quote_shown"));
}

function titleView(found: WholeDocument, quote: Span | null, view: PageView | null): HTMLElement {
  const toQuote = (marked: Span) => {
    view?.show(view.pageOf(marked.start));
    goToQuote();
  };
  const facts = dotted([words.name("kinds", found.kind), found.publisher, found.year]);
  return element(
    "div",
    { class: "title" },
    element("h1", {}, found.title),
    element("p", { class: "facts" }, facts),
    newestEdition(found.newest_edition),
    quote ? button({ class: "plain" }, () => toQuote(quote), words.say("document.to_quote")) : null,
    quote ? toSection(found.headings, quote) : null,
    askAbout(found.publication_number),
  );
}

/** The way to the quote's section of the web page that this was read from, if that can be told. */
function toSection(headings: readonly Heading[], quote: Span): HTMLElement | null {
  const address = headings.findLast((heading) => heading.start <= quote.start)?.original_url;
  if (!address) return null;
  return element("p", {}, link(address, { class: "plain", rel: "noreferrer" }, words.say("document.open_section")));
}

/** The way to questions that this publication alone answers; null where it has no number to be known by. */
function askAbout(number: string | null): HTMLElement | null {
  if (!number) return null;
  const address = `/?${new URLSearchParams({ publication_number: number })}`;
  return element("p", { class: "about" }, link(address, {}, words.say("document.ask", { number })));
}

/** The way to the edition that has replaced this one, where there is one. */
function newestEdition(newest: Named | null): HTMLElement | null {
  if (!newest) return null;
  const title = dotted([newest.title, newest.year]);
  return element("p", { class: "notice" }, link(newest.url, {}, words.say("document.newest", { title })));
}

async function start(): Promise<void> {
  try {
    layOut(await site.server.document(idInAddress()));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    const heading = words.say("errors.document");
    place.replaceChildren(errorBox(words, heading, error, () => void start()));
    announce(`${heading}. ${error.message} ${error.remedy}`);
  }
}

/** Leads back to the answer that led here, where there is one; whoever came from a search goes back there. */
function wayBack(): void {
  const latest = latestAddressTo(idInAddress());
  const back = document.getElementById("back");
  if (!latest || !back || back.getAttribute("href") !== "/") return;
  back.setAttribute("href", latest);
  back.textContent = words.say("document.back");
}

wayBack();
void start();
