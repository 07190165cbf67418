/**
 * Shows what an answer may hold besides sentences: how the question was understood, a list of
 * documents, and questions to go on with.
 * @module ways
 */
import { button, dotted, element, link } from "./elements.js";
import { LISTING, WAYS } from "./texts.js";

const SHOWN = 20;

/**
 * How a question was understood that leaned on those before it, and the way to ask it alone.
 * @param {object} answer
 * @param {(question: string) => void} askAlone
 * @returns {HTMLElement|null}
 */
export function understoodView(answer, askAlone) {
  if (!answer.understood_as) return null;
  return element(
    "div",
    { class: "understood" },
    element("p", {}, `${WAYS.understood} `, element("strong", {}, answer.understood_as)),
    button({ class: "quiet" }, () => askAlone(answer.question), WAYS.alone),
  );
}

/**
 * The documents of a list, each a link; those after the first twenty behind a summary.
 * @param {object} answer With its `listing`.
 * @returns {HTMLElement}
 */
export function listingView(answer) {
  const { listing } = answer;
  const first = listing.documents.slice(0, SHOWN);
  const rest = listing.documents.slice(SHOWN);
  return element(
    "div",
    { class: "listing" },
    element("p", {}, LISTING.count(listing.count, isNarrowed(answer))),
    element("ul", { class: "documents" }, ...first.map(listedItem)),
    rest.length > 0 ? restView(rest) : null,
    element("p", { class: "facts" }, LISTING.lookedThrough(listing.looked_through, listing.topic)),
  );
}

/** Whether the question asked for some of the documents only. */
function isNarrowed({ listing, filters }) {
  const applied = Object.values(filters?.applied ?? {});
  return listing.topic.length > 0 || applied.some((value) => value !== null);
}

function restView(documents) {
  return element(
    "details",
    {},
    element("summary", {}, LISTING.more(documents.length)),
    element("ul", { class: "documents" }, ...documents.map(listedItem)),
  );
}

function listedItem(document) {
  const under = document.heading ? LISTING.under(document.heading) : null;
  const facts = dotted([document.publisher, document.year, under]);
  return element(
    "li",
    {},
    link(document.url, {}, document.title),
    facts ? element("span", { class: "facts" }, facts) : null,
  );
}

/**
 * The questions held out, each a button that asks it.
 * @param {object} answer With its `choices`.
 * @param {(question: string) => void} ask
 * @returns {HTMLElement|null}
 */
export function choicesView(answer, ask) {
  if (!answer.choices?.length) return null;
  const heading = WAYS.choices(answer.route, answer.status);
  const item = (choice) => element("li", {}, button({ class: "plain" }, () => ask(choice.question), choice.label));
  return element(
    "div",
    { class: "choices" },
    element("h3", { id: "choices-title" }, heading),
    element("ul", { "aria-labelledby": "choices-title" }, ...answer.choices.map(item)),
  );
}
