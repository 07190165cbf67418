/**
 * The document view: one document with its facts, its outline and the quote marked.
 * @module document
 */
import { button, dotted, element, errorBox, link } from "./elements.js";
import { latestAddress } from "./memory.js";
import { factsView, outlineView } from "./outline.js";
import { PageView } from "./pages.js";
import { passage, PointText } from "./passage.js";
import { documentById } from "./server.js";
import { DOCUMENT, ERRORS, KINDS } from "./texts.js";

const place = document.getElementById("document");
const status = document.getElementById("status");
const announce = (words) => {
  status.textContent = words;
};

/** @returns {string} The id in /dokument/{id}. */
function idInAddress() {
  return decodeURIComponent(location.pathname.split("/")[2] ?? "");
}

/** @param {string} name @returns {number|null} A whole number from the address, 0 or above. */
function numberInAddress(name) {
  const value = new URLSearchParams(location.search).get(name) ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}

/** @param {PointText} text @returns {{start: number, end: number}|null} The quote to mark. */
function quoteInAddress(text) {
  const start = numberInAddress("start");
  const end = numberInAddress("end");
  return start === null || end === null || start >= end || start >= text.length ? null : { start, end };
}

/** Keeps the page in the address, so that the view can be shared. */
function keepPage(number) {
  const query = new URLSearchParams(location.search);
  query.set("page", String(number));
  history.replaceState(history.state, "", `?${query}`);
}

/** The document as running text, for formats without pages. */
function textView(found, text, quote) {
  const words = passage(text, { start: 0, end: text.length }, quote, found.headings, 3);
  return element(
    "section",
    { class: "text whole", "aria-labelledby": "text-title" },
    element("h2", { id: "text-title" }, DOCUMENT.text),
    ...words,
  );
}

/** Brings the first marked words into view and lets reading go on from there. */
function goToQuote() {
  const mark = place.querySelector("mark");
  if (!mark) return;
  mark.setAttribute("tabindex", "-1");
  mark.focus({ preventScroll: true });
  mark.scrollIntoView({ block: "center" });
  announce(DOCUMENT.quoteShown);
}

function goToHeading(heading, view) {
  view?.show(view.pageOf(heading.start));
  const target = document.getElementById(`rubrik-${heading.start}`);
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "start" });
}

function layOut(found) {
  const text = new PointText(found.text);
  const quote = quoteInAddress(text);
  const view = found.pages.length > 0 ? new PageView(found, text, quote, { announce, turned: keepPage }) : null;
  const toQuote = () => {
    view?.show(view.pageOf(quote.start));
    goToQuote();
  };
  const aside = [factsView(found), outlineView(found.headings, (heading) => goToHeading(heading, view))];
  document.title = DOCUMENT.title(found.title);
  place.replaceChildren(
    element(
      "div",
      { class: "title" },
      element("h1", {}, found.title),
      element("p", { class: "facts" }, dotted([KINDS[found.kind], found.publisher, found.year])),
      newestEdition(found.newest_edition),
      quote ? button({ class: "plain" }, toQuote, DOCUMENT.toQuote) : null,
      quote ? toSection(found.headings, quote) : null,
    ),
    element("div", { class: "beside" }, ...aside.filter(Boolean)),
    element("div", { class: "body" }, view ? view.node : textView(found, text, quote)),
  );
  view?.show(numberInAddress("page") ?? view.pageOf(quote?.start ?? 0));
  if (quote && !view) goToQuote();
  else if (quote) announce(DOCUMENT.quoteShown);
}

/** The way to the quote's section of the web page that this was read from, if that can be told. */
function toSection(headings, quote) {
  const address = headings.filter((heading) => heading.start <= quote.start).at(-1)?.original_url;
  return address
    ? element("p", {}, link(address, { class: "plain", rel: "noreferrer" }, DOCUMENT.openSection))
    : null;
}

/** The way to the edition that has replaced this one, where there is one. */
function newestEdition(newest) {
  if (!newest) return null;
  const name = dotted([newest.title, newest.year]);
  return element("p", { class: "notice" }, link(newest.url, {}, DOCUMENT.newest(name)));
}

async function start() {
  const found = await documentById(idInAddress()).catch((error) => {
    place.replaceChildren(errorBox(ERRORS.document, error, start, ERRORS.retry));
    announce(`${ERRORS.document}. ${error.message} ${error.remedy}`);
    return null;
  });
  if (found) layOut(found);
}

/** Leads back to the answer this tab last showed, where there is one. */
function wayBack() {
  const latest = latestAddress();
  if (!latest) return;
  const back = document.getElementById("back");
  back.setAttribute("href", latest);
  back.textContent = DOCUMENT.back;
}

wayBack();
start();
