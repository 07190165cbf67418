/** The list of documents in the library, fetched when a person opens it. */
import { button, dotted, element, link } from "../nodes/elements.ts";
import { errorBox } from "../nodes/notices.ts";
import { ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import type { Document } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

const STEP = 50;
const FILTER_FROM = 12;

/**
 * Makes the `details` element show the library once it is opened.
 * @param count Where the number of documents stands.
 * @param place Where the list goes.
 */
export function library(site: Site, details: HTMLDetailsElement, count: HTMLElement, place: HTMLElement): void {
  const { words } = site;
  void site.server.documentCount().then((found) => {
    if (found === null) return;
    count.textContent = words.say("library.count", { count: found });
    if (found === 0) details.open = true;
  });
  const show = async (): Promise<void> => {
    if (!details.open || place.childElementCount > 0) return;
    place.replaceChildren(element("p", { class: "waiting" }, words.say("library.waiting")));
    try {
      place.replaceChildren(...listView(words, await site.server.documents()));
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const again = () => {
        place.replaceChildren();
        void show();
      };
      place.replaceChildren(errorBox(words, words.say("errors.library"), error, again));
    }
  };
  details.addEventListener("toggle", () => void show());
}

function listView(words: Words, found: readonly Document[]): HTMLElement[] {
  if (found.length === 0) return [element("p", { class: "notice" }, words.say("library.empty"))];
  const sorted = [...found].sort((a, b) => a.title.localeCompare(b.title, "sv"));
  const list = element("ul", { class: "documents" });
  const shown = element("p", { class: "facts", role: "status" });
  const more = button({ class: "plain" }, () => draw(limit + STEP), words.say("library.more"));
  const field = element("input", { id: "filter", type: "search", autocomplete: "off" });
  let limit = STEP;

  function draw(wanted: number): void {
    limit = wanted;
    const sought = field.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const fitting = sorted.filter((one) => sought.every((word) => searchable(words, one).includes(word)));
    list.replaceChildren(...fitting.slice(0, limit).map((one) => itemView(words, one)));
    shown.textContent = words.say("library.shown", { shown: Math.min(limit, fitting.length), count: sorted.length });
    more.hidden = fitting.length <= limit;
  }

  field.addEventListener("input", () => draw(STEP));
  draw(STEP);
  const label = element("label", { for: "filter" }, words.say("library.filter"));
  const filter = element("p", { class: "filter" }, label, field);
  return [...(found.length >= FILTER_FROM ? [filter, shown] : []), list, more];
}

function factsOf(words: Words, document: Document): string {
  return dotted([words.name("kinds", document.kind), document.publisher, document.year]);
}

function searchable(words: Words, document: Document): string {
  return dotted([document.title, factsOf(words, document)]).toLocaleLowerCase("sv");
}

function itemView(words: Words, document: Document): HTMLElement {
  const facts = element("span", { class: "facts" }, factsOf(words, document));
  return element("li", {}, link(document.url, {}, document.title), facts);
}
