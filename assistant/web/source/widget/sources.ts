/** The sources of an answer in a widget: each opens to its quote and the way to its page. */
import { placeOf, quoteOf, titleAndPlace } from "../answering/places.ts";
import { button, dotted, element } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import type { Citation } from "../server/types.ts";
import { linkOut } from "./outwards.ts";

/** The numbered sources of one answer. */
export class BriefSources {
  readonly node: HTMLElement | null;
  private readonly cards: ReadonlyMap<number, Card>;

  /** @param turn The number of the answer in its widget, by which its ids differ from others'. */
  constructor(site: Site, citations: readonly Citation[], turn: number) {
    this.cards = new Map(citations.map((one) => [one.n, new Card(site, one, `kalla-${turn}-${one.n}`)]));
    const heading = site.words.say("sources.heading");
    const list = element("ol", {}, ...[...this.cards.values()].map((card) => card.node));
    this.node = citations.length > 0 ? element("div", { class: "sources" }, element("h4", {}, heading), list) : null;
  }

  /** Opens source `n`, and closes the others; `from` gets the focus back. */
  open(n: number, from: HTMLElement): void {
    for (const [number, card] of this.cards) if (number !== n) card.close();
    this.cards.get(n)?.open(from);
  }
}

class Card {
  readonly node: HTMLElement;
  private readonly content: HTMLElement;
  private readonly toggle: HTMLButtonElement;
  private from: HTMLElement | null = null;

  constructor(
    private readonly site: Site,
    private readonly citation: Citation,
    id: string,
  ) {
    this.content = element("div", { id, hidden: true }, ...this.opened());
    this.toggle = button(
      { "aria-expanded": "false", "aria-controls": id },
      () => this.turn(Boolean(this.content.hidden)),
      element("span", {}, `[${citation.n}]`),
      element("span", { class: "name" }, citation.title),
    );
    const facts = dotted([citation.publisher, citation.year, placeOf(site.words, citation)]);
    this.node = element(
      "li",
      { class: "source", part: "source" },
      this.toggle,
      facts ? element("p", { class: "facts" }, facts) : null,
      this.content,
    );
    this.node.addEventListener("keydown", (event) => this.escape(event));
  }

  open(from: HTMLElement): void {
    this.from = from;
    this.turn(true);
    this.toggle.focus({ preventScroll: true });
    this.node.scrollIntoView({ block: "nearest" });
  }

  close(): void {
    this.turn(false);
  }

  private turn(isOpen: boolean): void {
    this.content.hidden = !isOpen;
    this.toggle.setAttribute("aria-expanded", String(isOpen));
  }

  private escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.content.hidden) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    (this.from?.isConnected ? this.from : this.toggle).focus();
  }

  private opened(): Array<HTMLElement | null> {
    const { citation, site } = this;
    const { words } = site;
    const label = words.say("sources.open_label", { place: titleAndPlace(words, citation) });
    const way = linkOut(site, citation.url, words.say("sources.open"), { "aria-label": label });
    return [
      citation.superseded_by ? element("p", { class: "facts" }, words.say("sources.superseded")) : null,
      citation.heading ? element("p", { class: "facts" }, citation.heading) : null,
      element("blockquote", { part: "quote" }, quoteOf(words, citation)),
      element("p", {}, way),
    ];
  }
}
