/** The sources of an answer; one at a time opens, with its page or passage. */
import { button, dotted, element, link } from "../nodes/elements.ts";
import { passage, PointText, roundedRange } from "../reading/passage.ts";
import type { Citation } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";
import { labelOf, placeOf, quoteOf, titleAndPlace } from "./places.ts";

const AROUND = 300;

/** What stands around the sources. */
export interface Around {
  /** Told which source is open now. */
  opened(n: number | null): void;
  /** Leads back to the answer where nothing in it opened the source. */
  goBack(): void;
  /** Takes in what a reader says of a citation; null where that is not asked for. */
  feedback(n: number): HTMLElement | null;
}

/** The numbered list of sources beside an answer. */
export class SourceList {
  readonly node: HTMLElement;
  private readonly cards: ReadonlyMap<number, SourceCard>;

  constructor(
    readonly site: Site,
    citations: readonly Citation[],
    readonly around: Around,
  ) {
    this.cards = new Map(citations.map((citation) => [citation.n, new SourceCard(citation, this)]));
    const heading = site.words.say("sources.heading");
    this.node = element(
      "section",
      { class: "sources", "aria-label": heading },
      element("h2", {}, heading),
      element("ol", {}, ...[...this.cards.values()].map((card) => card.node)),
    );
  }

  /**
   * Opens source `n` and closes the others.
   * @param from The citation that was activated, which gets the focus back; null leaves it alone.
   */
  open(n: number, from: HTMLElement | null): void {
    const card = this.cards.get(n);
    if (!card) return;
    for (const other of this.cards.values()) if (other !== card) other.close();
    card.open(from);
    this.around.opened(n);
  }

  /** Closes source `n`. */
  close(n: number): void {
    this.cards.get(n)?.close();
    this.around.opened(null);
  }
}

/** One source: always its title, place and quote; when open its page or passage too. */
class SourceCard {
  readonly node: HTMLElement;
  private readonly content: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private from: HTMLElement | null = null;

  constructor(
    private readonly citation: Citation,
    private readonly list: SourceList,
  ) {
    const { n } = citation;
    this.content = element("div", { id: `kalla-${n}-innehall`, class: "opened", hidden: true });
    this.toggle = button(
      { "aria-expanded": "false", "aria-controls": this.content.id },
      () => (this.content.hidden ? list.open(n, null) : list.close(n)),
      element("span", { class: "number" }, `[${n}]`),
      " ",
      element("span", { class: "name" }, citation.title),
    );
    this.node = element("li", { class: "source", id: `kalla-${n}` }, ...this.always(), this.content);
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.content.hidden) return;
      event.stopPropagation();
      list.close(n);
      (this.from?.isConnected ? this.from : this.toggle).focus();
    });
  }

  open(from: HTMLElement | null): void {
    this.from = from ?? this.from;
    this.content.hidden = false;
    this.toggle.setAttribute("aria-expanded", "true");
    this.node.classList.add("is-open");
    if (this.content.childElementCount === 0) this.fill();
    if (from) this.toggle.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: from ? "start" : "nearest" });
  }

  close(): void {
    this.content.hidden = true;
    this.toggle.setAttribute("aria-expanded", "false");
    this.node.classList.remove("is-open");
  }

  private always(): Array<HTMLElement | null> {
    const { citation } = this;
    const { words } = this.list.site;
    const facts = dotted([citation.publisher, citation.year, placeOf(words, citation)]);
    return [
      element("h3", {}, this.toggle),
      facts ? element("p", { class: "facts" }, facts) : null,
      citation.superseded_by ? element("p", { class: "facts" }, words.say("sources.superseded")) : null,
      citation.heading ? element("p", { class: "path" }, citation.heading) : null,
      element("blockquote", {}, element("p", {}, quoteOf(words, citation))),
    ];
  }

  private fill(): void {
    const { words, server } = this.list.site;
    const place = element("div", { class: "place" });
    const label = words.say("sources.open_label", { place: titleAndPlace(words, this.citation) });
    const address = server.address(this.citation.url);
    this.content.append(
      element(
        "p",
        { class: "actions" },
        link(address, { class: "plain", "aria-label": label }, words.say("sources.open")),
        originalLink(words, this.citation),
        button({ class: "quiet" }, () => this.goBack(), words.say("sources.back")),
      ),
      place,
      this.list.around.feedback(this.citation.n) ?? "",
    );
    if (this.citation.page === null) void this.showPassage(place, words.say("sources.passage_caption"));
    else this.showPicture(place, this.citation.page);
  }

  private goBack(): void {
    if (!this.from?.isConnected) return this.list.around.goBack();
    this.from.focus({ preventScroll: true });
    this.from.scrollIntoView({ block: "center" });
  }

  private showPicture(place: HTMLElement, page: number): void {
    const { citation } = this;
    const { words, server } = this.list.site;
    const picture = element("img", {
      class: "page is-loading",
      alt: words.say("sources.picture", { label: labelOf(citation), title: citation.title }),
      src: server.picture(citation.document_id, page, citation, this.content.clientWidth || 600),
    });
    picture.addEventListener("load", () => picture.classList.remove("is-loading"));
    picture.addEventListener("error", () => void this.showPassage(place, words.say("sources.no_picture")));
    place.replaceChildren(figure(words.say("sources.picture_caption"), picture));
  }

  private async showPassage(place: HTMLElement, caption: string): Promise<void> {
    const { citation } = this;
    const { words, server } = this.list.site;
    place.replaceChildren(element("p", { class: "waiting" }, words.say("sources.waiting")));
    try {
      const found = await server.document(citation.document_id);
      const text = new PointText(found.text);
      const nodes = passage(text, roundedRange(text, citation, AROUND), citation, found.headings, { top: 4, table: words.say("document.table") });
      place.replaceChildren(figure(caption, element("div", { class: "passage" }, ...nodes)));
    } catch {
      place.replaceChildren(element("p", { class: "notice" }, words.say("sources.no_passage")));
    }
  }
}

function figure(caption: string, content: HTMLElement): HTMLElement {
  return element("figure", {}, element("figcaption", {}, caption), content);
}

/** The way to where the document was published; to the quote's section of a web page. */
function originalLink(words: Words, citation: Citation): HTMLElement | null {
  if (!citation.original_url) return null;
  const said = words.say(citation.anchor ? "sources.open_section" : "sources.open_original");
  const name = `${said}: ${citation.title}`;
  return link(citation.original_url, { class: "plain", rel: "noreferrer", "aria-label": name }, said);
}
