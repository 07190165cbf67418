/** The questions of this page view, each with its answer to go back to; in memory only. */
import { button, element } from "../nodes/elements.ts";
import type { Answer, Hits } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

const MOST = 20;

/** An answer with the address that it stands at, and the passages that it was sought in. */
export interface Turn {
  readonly address: string;
  readonly answer: Answer;
  readonly hits: Hits | null;
}

/** The list of the earlier questions, the oldest first. */
export class Thread {
  private turns: readonly Turn[] = [];
  private readonly list = element("ol", {});
  private readonly summary = element("summary", {});
  private readonly node = element("details", { class: "thread", hidden: true }, this.summary, this.list);

  /**
   * @param place Where the list stands.
   * @param reopen Told which of the answers is wanted back.
   */
  constructor(
    private readonly words: Words,
    place: HTMLElement,
    private readonly reopen: (turn: Turn) => void,
  ) {
    place.replaceChildren(this.node);
  }

  /** Keeps an answer. */
  add(turn: Turn): void {
    const others = this.turns.filter((other) => other.address !== turn.address);
    this.turns = [...others, turn].slice(-MOST);
  }

  /** Lists the others than the one at `address`. */
  show(address: string): void {
    const earlier = this.turns.filter((turn) => turn.address !== address);
    const item = (turn: Turn) =>
      element("li", {}, button({ class: "quiet" }, () => this.reopen(turn), turn.answer.understood_as ?? turn.answer.question));
    this.summary.textContent = this.words.say("ask.earlier", { count: earlier.length });
    this.list.replaceChildren(...earlier.map(item));
    this.node.hidden = earlier.length === 0;
  }

  hide(): void {
    this.node.hidden = true;
  }
}
