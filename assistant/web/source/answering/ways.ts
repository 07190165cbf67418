/** How a question was understood, the documents of a list, and the ways on from an answer. */
import { button, dotted, element, link } from "../nodes/elements.ts";
import type { Answer, Choice, Listing, Named } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";

const SHOWN = 20;

/** How a question was understood that leaned on those before it, and the way to ask it alone. */
export function understoodView(words: Words, answer: Answer, askAlone: (question: string) => void): HTMLElement | null {
  if (!answer.understood_as) return null;
  return element(
    "div",
    { class: "understood" },
    element("p", {}, `${words.say("ways.understood")} `, element("strong", {}, answer.understood_as)),
    button({ class: "quiet" }, () => askAlone(answer.question), words.say("ways.alone")),
  );
}

/** The documents of a list, each a link; those after the first twenty behind a summary. */
export function listingView(site: Site, answer: Answer, listing: Listing): HTMLElement {
  const { words } = site;
  const first = listing.documents.slice(0, SHOWN);
  const rest = listing.documents.slice(SHOWN);
  const { count } = listing;
  return element(
    "div",
    { class: "listing" },
    element("p", {}, words.say(isNarrowed(answer, listing) ? "listing.fitting" : "listing.all", { count })),
    namedList(site, first),
    rest.length > 0 ? restView(site, rest) : null,
    element("p", { class: "facts" }, lookedThrough(words, listing)),
  );
}

/** The closest documents where the library has no answer. */
export function nearestView(site: Site, nearest: readonly Named[]): HTMLElement | null {
  if (nearest.length === 0) return null;
  return element(
    "div",
    { class: "nearest" },
    element("h3", {}, site.words.say("answer.nearest")),
    element("p", {}, site.words.say("answer.nearest_lead")),
    namedList(site, nearest),
  );
}

/** The questions held out, each a button that asks it. */
export function choicesView(words: Words, answer: Answer, ask: (question: string) => void): HTMLElement | null {
  if (answer.choices.length === 0) return null;
  const item = (choice: Choice) =>
    element("li", {}, button({ class: "plain" }, () => ask(choice.question), choice.label));
  const heading = choicesHeading(words, answer);
  const list = element("ul", { "aria-label": heading }, ...answer.choices.map(item));
  return element("div", { class: "choices" }, element("h3", {}, heading), list);
}

function choicesHeading(words: Words, answer: Answer): string {
  if (answer.route === "ambiguous") return words.say("ways.ambiguous");
  return words.say(answer.status === "no_evidence" ? "ways.answerable" : "ways.onwards");
}

/** Whether the question asked for some of the documents only. */
function isNarrowed({ filters }: Answer, listing: Listing): boolean {
  return listing.topic.length > 0 || Object.values(filters.applied).some((value) => value !== null);
}

function lookedThrough(words: Words, listing: Listing): string {
  const count = listing.looked_through;
  if (listing.topic.length === 0) return words.say("listing.looked_through", { count });
  const sought = listing.topic.map((word) => words.say("sources.quote", { words: word })).join(", ");
  return words.say("listing.looked_through_for", { count, words: sought });
}

function restView(site: Site, documents: Listing["documents"]): HTMLElement {
  const summary = element("summary", {}, site.words.say("listing.more", { count: documents.length }));
  return element("details", {}, summary, namedList(site, documents));
}

function namedList(site: Site, documents: ReadonlyArray<Named & { readonly heading?: string }>): HTMLElement {
  return element("ul", { class: "documents" }, ...documents.map((one) => namedItem(site, one)));
}

function namedItem({ words, server }: Site, document: Named & { readonly heading?: string }): HTMLElement {
  const under = document.heading ? words.say("listing.under", { heading: document.heading }) : null;
  const facts = dotted([document.publisher, document.year, under]);
  return element(
    "li",
    {},
    link(server.address(document.url), {}, document.title),
    facts ? element("span", { class: "facts" }, facts) : null,
  );
}
