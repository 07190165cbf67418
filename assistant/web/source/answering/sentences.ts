/** The sentences of an answer, each with its numbered citations and its verdict. */
import { button, element, type Child } from "../nodes/elements.ts";
import type { Answer, Citation, Sentence } from "../server/types.ts";
import type { Words } from "../wording/words.ts";
import { titleAndPlace } from "./places.ts";

/** Called when a citation is activated; `from` is what is to have the focus back. */
export type Cite = (n: number, from: HTMLElement) => void;

/** Sets the sentences of one answer. */
export class SentenceSetter {
  private readonly known: ReadonlyMap<number, Citation>;

  constructor(
    private readonly words: Words,
    private readonly answer: Answer,
    private readonly cite: Cite,
  ) {
    this.known = new Map(answer.citations.map((citation) => [citation.n, citation]));
  }

  /** The sentences in paragraphs; a quoted answer gives each quote its own. */
  paragraphs(): HTMLElement[] {
    return groups(this.answer).map((group) => element("p", {}, ...group.flatMap((one) => this.sentence(one))));
  }

  /** The short answer with the sources of the sentence that it is read out of. */
  short(): HTMLElement | null {
    const short = this.answer.short_answer;
    if (!short) return null;
    const label = element("span", { class: "facts" }, this.words.say("answer.short"));
    return element("p", { class: "short" }, label, " ", element("strong", {}, short.text), ...this.buttons(short.citations));
  }

  private sentence(sentence: Sentence): Child[] {
    const partly = sentence.verdict === "partly" ? this.partly() : [];
    return [sentence.text, ...this.buttons(sentence.citations), ...partly, " "];
  }

  private buttons(numbers: readonly number[]): Child[] {
    const cited = numbers.map((n) => this.known.get(n)).filter((one) => one !== undefined);
    return cited.flatMap((citation) => ["\u00a0", this.button(citation)]);
  }

  private button(citation: Citation): HTMLElement {
    const { n } = citation;
    const name = this.words.say("answer.cite", { n, place: titleAndPlace(this.words, citation) });
    const node = button({ class: "citation", "aria-label": name }, () => this.cite(n, node), `[${n}]`);
    return node;
  }

  /** Tells that the quotes bear a sentence only in part, and what that means. */
  private partly(): Child[] {
    const reason = this.words.say("answer.partly_why");
    const why = element("span", { class: "hidden" }, `: ${reason}`);
    return ["\u00a0", element("span", { class: "facts", title: reason }, `(${this.words.say("answer.partly")})`, why)];
  }
}

/** The sentences by paragraph, as the answer's text divides them. */
function groups(answer: Answer): Sentence[][] {
  const found: Sentence[][] = [];
  let position = 0;
  for (const sentence of answer.sentences) {
    const start = answer.answer.indexOf(sentence.text, position);
    const gap = start < 0 ? "" : answer.answer.slice(position, start);
    const last = found.at(-1);
    if (!last || !answer.ai_generated || gap.includes("\n")) found.push([sentence]);
    else last.push(sentence);
    if (start >= 0) position = start + sentence.text.length;
  }
  return found;
}
