/** An answer on its way: what is read, then every sentence as it comes. */
import { element } from "../nodes/elements.ts";
import type { Hits, Sentence } from "../server/types.ts";
import type { Seen } from "../server/stream.ts";
import type { Words } from "../wording/words.ts";

const NAMED = 2;
const LONGEST_TITLE = 70;

/** What stands where the answer will; nothing in it can be activated, so that no focus is lost. */
export class ComingAnswer implements Seen {
  readonly node: HTMLElement;
  private readonly doing: HTMLElement;
  private readonly sentences = element("div", { class: "words" });

  /** @param isWhole Shows no sentence before the answer is there. */
  constructor(
    private readonly words: Words,
    private readonly isWhole: boolean,
  ) {
    this.doing = element("p", { class: "waiting searching" }, words.say("ask.waiting"));
    this.node = element("section", { class: "coming" }, this.doing, this.sentences);
  }

  /** Says what goes on. */
  tell(said: string): void {
    this.doing.replaceChildren(said);
  }

  /** Names the documents that are read. */
  hits(found: Hits): void {
    const titles = [...new Map(found.hits.map((hit) => [hit.document_id, shortened(hit.title)])).values()];
    if (titles.length === 0) return;
    const more = titles.length - NAMED;
    const named = titles.slice(0, NAMED);
    const shown = more > 0 ? [...named, this.words.say("ask.more_read", { count: more })] : named;
    this.tell(this.words.say("ask.reading", { titles: this.words.enumerated(shown) }));
    this.doing.dataset.read = String(titles.length);
  }

  /** Adds a sentence, with the numbers of its citations. */
  sentence({ sentence }: { readonly sentence: Sentence }): void {
    if (this.isWhole) return;
    const numbers = sentence.citations.map((n) => `\u00a0[${n}]`).join("");
    this.sentences.append(element("p", {}, sentence.text + numbers));
  }
}

function shortened(title: string): string {
  const letters = Array.from(title);
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE).join("").trimEnd()}…` : title;
}
