/** A document page by page: the picture, its text beside it, and a way to turn pages. */
import { button, element } from "../nodes/elements.ts";
import type { PageShown, Span, WholeDocument } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import { passage, type PointText } from "./passage.ts";

/** What a page view tells those around it. */
export interface Told {
  announce(words: string): void;
  turned(page: number): void;
}

/** A document with pages, one of them shown. */
export class PageView {
  readonly node: HTMLElement;
  private page: PageShown;
  private readonly place = element("p", { class: "where" });
  private readonly fault = element("p", { id: "page-error", class: "fault", hidden: true });
  private readonly field = element("input", { id: "page", type: "text", autocomplete: "off", "aria-describedby": "page-error" });
  private readonly words = element("section", { class: "text", "aria-labelledby": "text-title" });
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;
  private readonly picture: HTMLElement;
  private readonly larger: HTMLButtonElement;
  private readonly spread: HTMLElement;

  /** @param found A document with at least one page. */
  constructor(
    private readonly site: Site,
    private readonly found: WholeDocument,
    private readonly text: PointText,
    private readonly quote: Span | null,
    private readonly told: Told,
  ) {
    const { words } = site;
    this.page = this.nearest(1);
    this.previous = button({ class: "plain" }, () => this.show(this.page.number - 1), words.say("document.previous"));
    this.next = button({ class: "plain" }, () => this.show(this.page.number + 1), words.say("document.next"));
    this.picture = element("div", { class: "picture", role: "region", "aria-label": words.say("document.page_picture"), tabindex: "0" });
    this.larger = button({ class: "plain larger", "aria-pressed": "false" }, () => this.enlarge(), words.say("document.larger"));
    this.spread = element("div", { class: "spread" }, element("div", {}, this.larger, this.picture), this.words);
    this.node = element("div", { class: "pages" }, this.bar(), this.spread);
  }

  /** The number of the page that holds the offset. */
  pageOf(start: number): number {
    return this.found.pages.findLast((one) => one.start <= start)?.number ?? 1;
  }

  /** Shows page `number`, or the nearest there is. */
  show(number: number): void {
    const { words } = this.site;
    this.page = this.nearest(number);
    const total = this.found.pages.length;
    const place = words.say("document.place", { label: this.page.label, page: this.page.number, total });
    const said = this.page.recognised ? `${place}, ${words.say("document.recognised")}` : place;
    this.place.textContent = said;
    this.previous.disabled = this.page.number === 1;
    this.next.disabled = this.page.number === total;
    this.drawPicture();
    this.drawText();
    this.told.announce(said);
    this.told.turned(this.page.number);
  }

  private nearest(number: number): PageShown {
    const { pages } = this.found;
    const page = pages[Math.min(Math.max(number, 1), pages.length) - 1];
    if (!page) throw new RangeError("a document without pages has no page view");
    return page;
  }

  private bar(): HTMLElement {
    const { words } = this.site;
    const jump = element(
      "form",
      { class: "jump", novalidate: true },
      element("label", { for: "page" }, words.say("document.go_to")),
      this.field,
      element("button", { type: "submit", class: "plain" }, words.say("document.go")),
    );
    jump.addEventListener("submit", (event) => {
      event.preventDefault();
      this.goToWanted(this.field.value.trim());
    });
    const steps = element("div", { class: "steps" }, this.previous, this.place, this.next);
    return element("nav", { class: "turn", "aria-label": words.say("document.turn") }, steps, jump, this.fault);
  }

  /** The page a person means by `wanted`: what is printed on it, or else its number. */
  private goToWanted(wanted: string): void {
    const { pages } = this.found;
    const page = pages.find((one) => one.label === wanted) ?? pages.find((one) => String(one.number) === wanted);
    this.fault.hidden = page !== undefined;
    this.fault.textContent = page ? "" : this.site.words.say("document.no_page", { wanted, count: pages.length });
    this.field.setAttribute("aria-invalid", String(!page));
    if (page) this.show(page.number);
    else this.told.announce(this.fault.textContent ?? "");
  }

  private quoteHere(): Span | null {
    const { quote, page } = this;
    return quote && quote.start < page.end && page.start < quote.end ? quote : null;
  }

  private drawPicture(): void {
    const { words, server } = this.site;
    const quote = this.quoteHere();
    const beyond = matchMedia("(max-width: 47.99em)").matches && this.spread.classList.contains("is-large");
    const width = (this.picture.clientWidth || 600) * (beyond ? 2 : 1);
    const told = { label: this.page.label, title: this.found.title };
    const picture = element("img", {
      class: "page is-loading",
      alt: words.say(quote ? "document.picture_marked" : "document.picture", told),
      src: server.picture(this.found.document_id, this.page.number, quote, width),
    });
    picture.addEventListener("load", () => picture.classList.remove("is-loading"));
    picture.addEventListener("error", () => {
      this.picture.replaceChildren(element("p", { class: "notice" }, words.say("document.no_picture")));
    });
    this.picture.replaceChildren(picture);
  }

  /** Makes the picture twice as wide, to be scrolled within its frame, or as it was. */
  private enlarge(): void {
    const isLarge = this.spread.classList.toggle("is-large");
    this.larger.setAttribute("aria-pressed", String(isLarge));
    this.drawPicture();
  }

  private drawText(): void {
    const { words } = this.site;
    const nodes = passage(this.text, this.page, this.quoteHere(), this.found.headings, { top: 3, table: words.say("document.table") });
    const none = element("p", { class: "notice" }, words.say("document.no_text"));
    const heading = element("h2", { id: "text-title" }, words.say("document.page_text"));
    this.words.replaceChildren(heading, ...(nodes.length > 0 ? nodes : [none]));
  }
}
