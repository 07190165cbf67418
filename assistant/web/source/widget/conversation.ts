/** The questions of a widget and their answers, the newest last. */
import { readyWords } from "../answering/answer.ts";
import { Before } from "../asking/before.ts";
import { ComingAnswer } from "../asking/coming.ts";
import { Search } from "../asking/search.ts";
import { element } from "../nodes/elements.ts";
import { errorBox, type Trouble } from "../nodes/notices.ts";
import type { Site } from "../server/site.ts";
import type { Answer } from "../server/types.ts";
import { briefView } from "./brief.ts";
import type { Tell } from "./events.ts";
import { readFilter, troubleOf } from "./filter.ts";

/** Pixels above a question that is brought to the top. */
const AIR = 10;

/** What a conversation needs to tell the rest of its widget. */
export interface Heard {
  /** Says something to those who listen. */
  announce(said: string): void;
  /** Told when a search begins and when it has ended. */
  busy(isBusy: boolean): void;
  /** Puts a question as if it had been typed. */
  ask(question: string): void;
  tell: Tell;
}

/** Asks and shows; what was answered can be taken over by another conversation (`answers`). */
export class Conversation {
  readonly node: HTMLElement;
  readonly answers: Answer[] = [];
  private readonly before = new Before();
  private readonly search: Search;
  private body: HTMLElement | null = null;
  private turns = 0;

  constructor(
    private readonly site: Site,
    private readonly heard: Heard,
  ) {
    const name = site.words.say("widget.talk");
    this.node = element("div", { class: "talk", part: "talk", role: "group", "aria-label": name, tabindex: "0", hidden: true });
    this.search = new Search(site);
  }

  /** Asks; `filter` is as the attribute has it, and an unreadable one lets no question through. */
  put(question: string, filter: string, earlier = this.before.earlier()): void {
    this.stop();
    const { words } = this.site;
    const body = this.turn(question);
    this.reveal(body);
    const trouble = troubleOf(words, filter);
    const again = () => {
      body.parentElement?.remove();
      this.put(question, filter, earlier);
      this.node.focus();
    };
    this.heard.tell("lardom-question", { question });
    if (trouble) return this.failed(body, trouble, null);
    const coming = new ComingAnswer(words, false);
    body.replaceChildren(coming.node);
    this.begin(body, words.say("ask.waiting"));
    const slow = () => {
      coming.tell(words.say("ask.slow"));
      this.heard.announce(words.say("ask.slow"));
    };
    void this.search.put({ question, earlier, filters: readFilter(words, filter).filters }, coming, slow, {
      answered: (answer) => this.answered(body, answer, filter),
      failed: (error) => this.failed(body, error, again),
    });
  }

  /** Lets go of the search that goes on; what stands there says so. */
  stop(): void {
    const { body } = this;
    if (!body) return;
    const said = this.site.words.say("ask.cancelled");
    this.search.stop();
    body.replaceChildren(element("p", { class: "notice" }, said));
    this.end();
    this.heard.announce(said);
  }

  /** Shows what was answered before, for which nothing is asked. */
  show(answer: Answer, filter: string): void {
    this.keep(this.turn(answer.question), answer, filter);
  }

  /** Forgets everything. */
  clear(): void {
    this.stop();
    this.before.forget();
    this.answers.length = 0;
    this.node.replaceChildren();
    this.node.hidden = true;
    this.heard.announce("");
  }

  /** A new place for an answer, below its question. */
  private turn(question: string): HTMLElement {
    const { words } = this.site;
    const body = element("div", {});
    const label = element("span", { class: "hidden" }, `${words.say("answer.question")}: `);
    const asked = element("h3", { class: "asked", part: "asked" }, label, question);
    const node = element("section", { class: "turn", part: "turn" }, asked, body);
    this.turns += 1;
    this.node.hidden = false;
    this.node.append(node);
    return body;
  }

  private answered(body: HTMLElement, answer: Answer, filter: string): void {
    this.end();
    this.keep(body, answer, filter);
    const { question, status, route, sentences, citations } = answer;
    this.heard.announce(readyWords(this.site.words, answer));
    this.heard.tell("lardom-answer", { question, status, route, sentences: sentences.length, sources: citations.length });
    this.reveal(body);
  }

  /** Brings a question to the top of what scrolls here; where the page scrolls, just into view. */
  private reveal(body: HTMLElement): void {
    const { node } = this;
    const asked = body.previousElementSibling;
    if (!asked) return;
    if (node.scrollHeight > node.clientHeight) node.scrollTop += asked.getBoundingClientRect().top - node.getBoundingClientRect().top - AIR;
    else asked.scrollIntoView({ block: "nearest" });
  }

  private keep(body: HTMLElement, answer: Answer, filter: string): void {
    this.before.asked(answer);
    this.answers.push(answer);
    const askAlone = (question: string) => this.put(question, filter, []);
    body.replaceChildren(briefView(this.site, answer, this.turns, { ask: (question) => this.heard.ask(question), askAlone, announce: (said) => this.heard.announce(said) }));
  }

  private failed(body: HTMLElement, error: Trouble, again: (() => void) | null): void {
    this.end();
    const heading = this.site.words.say("errors.ask");
    const { message, remedy } = error;
    body.replaceChildren(errorBox(this.site.words, heading, error, again));
    this.heard.announce(`${heading}. ${message} ${remedy}`);
    this.heard.tell("lardom-error", { message, remedy });
  }

  private begin(body: HTMLElement, said: string): void {
    this.body = body;
    this.node.setAttribute("aria-busy", "true");
    this.heard.announce(said);
    this.heard.busy(true);
  }

  private end(): void {
    this.body = null;
    this.node.removeAttribute("aria-busy");
    this.heard.busy(false);
  }
}
