/**
 * Shows a document page by page: the picture, its text beside it, and a way to turn pages.
 * @module pages
 */
import { button, element } from "./elements.js";
import { passage } from "./passage.js";
import { pictureAddress } from "./server.js";
import { DOCUMENT } from "./texts.js";

/** A document with pages, one of them shown. */
export class PageView {
  /**
   * @param {object} found The document as the API gives it, with at least one page.
   * @param {import("./passage.js").PointText} text
   * @param {{start: number, end: number}|null} quote
   * @param {{announce: (words: string) => void, turned: (page: number) => void}} told
   */
  constructor(found, text, quote, told) {
    Object.assign(this, { found, text, quote, told });
    this.place = element("p", { class: "where" });
    this.previous = button({ class: "plain" }, () => this.show(this.page.number - 1), DOCUMENT.previous);
    this.next = button({ class: "plain" }, () => this.show(this.page.number + 1), DOCUMENT.next);
    this.field = element("input", {
      id: "page", type: "text", autocomplete: "off", "aria-describedby": "page-error",
    });
    this.fault = element("p", { id: "page-error", class: "fault", hidden: true });
    this.picture = element("div", {
      class: "picture", role: "region", "aria-label": DOCUMENT.pagePicture, tabindex: "0",
    });
    this.larger = button(
      { class: "plain larger", "aria-pressed": "false" }, () => this.enlarge(), DOCUMENT.larger,
    );
    this.words = element("section", { class: "text", "aria-labelledby": "text-title" });
    this.spread = element("div", { class: "spread" }, element("div", {}, this.larger, this.picture), this.words);
    this.node = element("div", { class: "pages" }, this.bar(), this.spread);
  }

  bar() {
    const jump = element(
      "form",
      { class: "jump", novalidate: true },
      element("label", { for: "page" }, DOCUMENT.goTo),
      this.field,
      element("button", { type: "submit", class: "plain" }, DOCUMENT.go),
    );
    jump.addEventListener("submit", (event) => {
      event.preventDefault();
      this.goToWanted(this.field.value.trim());
    });
    return element(
      "nav",
      { class: "turn", "aria-label": DOCUMENT.turn },
      element("div", { class: "steps" }, this.previous, this.place, this.next),
      jump,
      this.fault,
    );
  }

  /** The page a person means by `wanted`: what is printed on it, or else its number. */
  goToWanted(wanted) {
    const { pages } = this.found;
    const page = pages.find((one) => one.label === wanted) ?? pages.find((one) => String(one.number) === wanted);
    this.fault.hidden = Boolean(page);
    this.fault.textContent = page ? "" : DOCUMENT.noPage(wanted, pages.length);
    this.field.setAttribute("aria-invalid", String(!page));
    if (page) this.show(page.number);
    else this.told.announce(this.fault.textContent);
  }

  /** @param {number} start @returns {number} The number of the page that holds the offset. */
  pageOf(start) {
    return (this.found.pages.findLast((one) => one.start <= start) ?? this.found.pages[0]).number;
  }

  /** Shows page `number`, or the nearest there is. @param {number} number */
  show(number) {
    const { pages } = this.found;
    this.page = pages[Math.min(Math.max(number, 1), pages.length) - 1];
    const place = DOCUMENT.place(this.page.label, this.page.number, pages.length);
    const words = this.page.recognised ? `${place}, ${DOCUMENT.recognised}` : place;
    this.place.textContent = words;
    this.previous.disabled = this.page.number === 1;
    this.next.disabled = this.page.number === pages.length;
    this.drawPicture();
    this.drawText();
    this.told.announce(words);
    this.told.turned(this.page.number);
  }

  quoteHere() {
    const { quote, page } = this;
    return quote && quote.start < page.end && page.start < quote.end ? quote : null;
  }

  drawPicture() {
    const quote = this.quoteHere();
    const words = quote ? DOCUMENT.pictureMarked : DOCUMENT.picture;
    const beyond = matchMedia("(max-width: 47.99em)").matches && this.spread.classList.contains("is-large");
    const width = (this.picture.clientWidth || 600) * (beyond ? 2 : 1);
    const picture = element("img", {
      class: "page is-loading",
      alt: words(this.page.label, this.found.title),
      src: pictureAddress(this.found.document_id, this.page.number, quote, width),
    });
    picture.addEventListener("load", () => picture.classList.remove("is-loading"));
    picture.addEventListener("error", () => {
      this.picture.replaceChildren(element("p", { class: "notice" }, DOCUMENT.noPicture));
    });
    this.picture.replaceChildren(picture);
  }

  /** Makes the picture twice as wide, to be scrolled within its frame, or as it was. */
  enlarge() {
    const large = this.spread.classList.toggle("is-large");
    this.larger.setAttribute("aria-pressed", String(large));
    this.drawPicture();
  }

  drawText() {
    const words = passage(this.text, this.page, this.quoteHere(), this.found.headings, 3);
    this.words.replaceChildren(
      element("h2", { id: "text-title" }, DOCUMENT.pageText),
      ...(words.length > 0 ? words : [element("p", { class: "notice" }, DOCUMENT.noText)]),
    );
  }
}
