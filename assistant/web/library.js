/**
 * The list of documents in the library, fetched when a person opens it.
 * @module library
 */
import { button, dotted, element, errorBox, link } from "./elements.js";
import { documentCount, documents } from "./server.js";
import { ERRORS, KINDS, LIBRARY } from "./texts.js";

const STEP = 50;
const FILTER_FROM = 12;

/**
 * Makes the `details` element show the library once it is opened.
 * @param {HTMLDetailsElement} details
 * @param {HTMLElement} count Where the number of documents stands.
 * @param {HTMLElement} place Where the list goes.
 */
export function library(details, count, place) {
  documentCount().then((found) => {
    if (found === null) return;
    count.textContent = LIBRARY.count(found);
    if (found === 0) details.open = true;
  });
  const show = async () => {
    if (!details.open || place.childElementCount > 0) return;
    place.replaceChildren(element("p", { class: "waiting" }, LIBRARY.waiting));
    try {
      place.replaceChildren(...listView(await documents()));
    } catch (error) {
      const again = () => {
        place.replaceChildren();
        show();
      };
      place.replaceChildren(errorBox(ERRORS.library, error, again, ERRORS.retry));
    }
  };
  details.addEventListener("toggle", show);
}

function listView(found) {
  if (found.length === 0) return [element("p", { class: "notice" }, LIBRARY.empty)];
  const sorted = [...found].sort((a, b) => a.title.localeCompare(b.title, "sv"));
  const list = element("ul", { class: "documents" });
  const shown = element("p", { class: "facts", role: "status" });
  const more = button({ class: "plain" }, () => draw(limit + STEP), LIBRARY.more);
  const field = element("input", { id: "filter", type: "search", autocomplete: "off" });
  let limit = STEP;

  function draw(wanted) {
    limit = wanted;
    const words = field.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const fitting = sorted.filter((one) => words.every((word) => searchable(one).includes(word)));
    list.replaceChildren(...fitting.slice(0, limit).map(itemView));
    shown.textContent = LIBRARY.shown(Math.min(limit, fitting.length), sorted.length);
    more.hidden = fitting.length <= limit;
  }

  field.addEventListener("input", () => draw(STEP));
  draw(STEP);
  const filter = element("p", { class: "filter" }, element("label", { for: "filter" }, LIBRARY.filter), field);
  return [...(found.length >= FILTER_FROM ? [filter, shown] : []), list, more];
}

function searchable(document) {
  return dotted([document.title, document.publisher, document.year, KINDS[document.kind]]).toLocaleLowerCase("sv");
}

function itemView(document) {
  const facts = dotted([KINDS[document.kind] ?? document.kind, document.publisher, document.year]);
  return element(
    "li",
    {},
    link(document.url, {}, document.title),
    element("span", { class: "facts" }, facts),
  );
}
