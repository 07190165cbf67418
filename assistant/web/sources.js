/**
 * Shows the sources of an answer; one at a time opens, with its page or passage.
 * @module sources
 */
import { button, dotted, element, link } from "./elements.js";
import { passage, PointText, roundedRange } from "./passage.js";
import { documentById, pictureAddress } from "./server.js";
import { SOURCES } from "./texts.js";

const AROUND = 300;
const LIST_MARK = /^[-*•–·]\s+/;

/** @param {object} citation @returns {string} "s. iv", or "" for formats without pages. */
export function placeOf(citation) {
  if (citation.page === null || citation.page === undefined) return "";
  return SOURCES.page(citation.page_label || citation.page);
}

/** The way to where the document was published; to the quote's section of a web page. */
function originalLink(citation) {
  const words = citation.anchor ? SOURCES.openSection : SOURCES.openOriginal;
  const name = `${words}: ${citation.title}`;
  return link(citation.original_url, { class: "plain", rel: "noreferrer", "aria-label": name }, words);
}

/** The numbered list of sources beside an answer. */
export class SourceList {
  /**
   * @param {Array<object>} citations
   * @param {(n: number|null) => void} opened Told which source is open now.
   */
  constructor(citations, opened) {
    this.opened = opened;
    this.cards = new Map(citations.map((citation) => [citation.n, new SourceCard(citation, this)]));
    this.node = element(
      "section",
      { class: "sources", "aria-labelledby": "sources-title" },
      element("h2", { id: "sources-title" }, SOURCES.heading),
      element("ol", {}, ...[...this.cards.values()].map((card) => card.node)),
    );
  }

  /**
   * Opens source `n` and closes the others; `from` gets the focus back afterwards.
   * @param {number} n
   * @param {HTMLElement|null} from The citation that was activated; null leaves the focus alone.
   */
  open(n, from) {
    const card = this.cards.get(n);
    if (!card) return;
    for (const other of this.cards.values()) if (other !== card) other.close();
    card.open(from);
    this.opened(n);
  }

  /** Closes source `n`. @param {number} n */
  close(n) {
    this.cards.get(n)?.close();
    this.opened(null);
  }
}

/** One source: always its title, place and quote; when open its page or passage too. */
class SourceCard {
  constructor(citation, list) {
    this.citation = citation;
    this.from = null;
    this.content = element("div", { id: `kalla-${citation.n}-innehall`, class: "opened", hidden: true });
    this.toggle = button(
      { "aria-expanded": "false", "aria-controls": this.content.id },
      () => (this.content.hidden ? list.open(citation.n, null) : list.close(citation.n)),
      element("span", { class: "number" }, `[${citation.n}]`),
      " ",
      element("span", { class: "name" }, citation.title),
    );
    const facts = dotted([citation.publisher, citation.year, placeOf(citation)]);
    this.node = element(
      "li",
      { class: "source", id: `kalla-${citation.n}` },
      element("h3", {}, this.toggle),
      facts ? element("p", { class: "facts" }, facts) : null,
      citation.superseded_by ? element("p", { class: "facts" }, SOURCES.superseded) : null,
      citation.heading ? element("p", { class: "path" }, citation.heading) : null,
      element("blockquote", {}, element("p", {}, SOURCES.quote(citation.quote.trim().replace(LIST_MARK, "")))),
      this.content,
    );
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.content.hidden) return;
      list.close(citation.n);
      this.giveBackFocus();
    });
  }

  open(from) {
    this.from = from ?? this.from;
    this.content.hidden = false;
    this.toggle.setAttribute("aria-expanded", "true");
    this.node.classList.add("is-open");
    if (this.content.childElementCount === 0) this.fill();
    if (from) this.toggle.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: from ? "start" : "nearest" });
  }

  close() {
    this.content.hidden = true;
    this.toggle.setAttribute("aria-expanded", "false");
    this.node.classList.remove("is-open");
  }

  giveBackFocus() {
    (this.from?.isConnected ? this.from : this.toggle).focus();
  }

  fill() {
    const { citation } = this;
    const place = element("div", { class: "place" });
    const name = SOURCES.openLabel(citation.title, placeOf(citation));
    this.content.append(
      element(
        "p",
        { class: "actions" },
        link(citation.url, { class: "plain", "aria-label": name }, SOURCES.open),
        citation.original_url ? originalLink(citation) : null,
        button({ class: "quiet" }, () => this.goBack(), SOURCES.back),
      ),
      place,
    );
    if (citation.page === null || citation.page === undefined) this.showPassage(place, SOURCES.passageCaption);
    else this.showPicture(place);
  }

  goBack() {
    const target = this.from?.isConnected ? this.from : document.getElementById("answer-title");
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "center" });
  }

  showPicture(place) {
    const { citation } = this;
    const width = this.content.clientWidth || 600;
    const picture = element("img", {
      class: "page is-loading",
      alt: SOURCES.picture(citation.page_label || citation.page, citation.title),
      src: pictureAddress(citation.document_id, citation.page, citation, width),
    });
    picture.addEventListener("load", () => picture.classList.remove("is-loading"));
    picture.addEventListener("error", () => this.showPassage(place, SOURCES.noPicture));
    place.replaceChildren(
      element("figure", {}, element("figcaption", {}, SOURCES.pictureCaption), picture),
    );
  }

  async showPassage(place, caption) {
    const { citation } = this;
    place.replaceChildren(element("p", { class: "waiting" }, SOURCES.waiting));
    try {
      const found = await documentById(citation.document_id);
      const text = new PointText(found.text);
      const words = passage(text, roundedRange(text, citation, AROUND), citation, found.headings, 4);
      place.replaceChildren(
        element("figure", {}, element("figcaption", {}, caption), element("div", { class: "passage" }, ...words)),
      );
    } catch {
      place.replaceChildren(element("p", { class: "notice" }, SOURCES.noPassage));
    }
  }
}
