/** The question page: takes a question, shows the answer, and keeps the question in the address. */
import { answerView, readyWords } from "../answering/answer.ts";
import { ORDINARY } from "../answering/curated.ts";
import { ignoredIn } from "../answering/filters.ts";
import { feedbackView } from "../answering/feedback.ts";
import { SourceList } from "../answering/sources.ts";
import { element } from "../nodes/elements.ts";
import { errorBox } from "../nodes/notices.ts";
import type { ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import type { Answer, Filters, Hits } from "../server/types.ts";
import { addressNow, addressOf, goTo, leadLanguagesHere, stayAt } from "./addresses.ts";
import { Before } from "./before.ts";
import { ComingAnswer } from "./coming.ts";
import { QuestionField } from "./field.ts";
import { recall, remember } from "./memory.ts";
import { Narrowing } from "./narrowing.ts";
import type { Pace } from "./pace.ts";
import { Result } from "./result.ts";
import { Search } from "./search.ts";
import { Thread, type Turn } from "./thread.ts";

/** The nodes that the page comes with. */
export interface Places {
  readonly form: HTMLFormElement;
  readonly question: HTMLTextAreaElement;
  readonly counter: HTMLElement;
  readonly cancel: HTMLElement;
  readonly chips: HTMLElement;
  readonly thread: HTMLElement;
  readonly result: HTMLElement;
  readonly status: HTMLElement;
}

/** What goes on in the page. */
export class AskPage {
  private readonly before = new Before();
  private readonly search: Search;
  private readonly field: QuestionField;
  private readonly narrowing: Narrowing;
  private readonly thread: Thread;
  private readonly result: Result;

  constructor(
    private readonly site: Site,
    private readonly places: Places,
    private readonly pace: Pace,
  ) {
    const { words } = site;
    this.search = new Search(site);
    this.result = new Result(places.result, places.status);
    const said = (told: string) => this.result.announce(told);
    this.field = new QuestionField(words, places.question, places.counter, said, (question) => this.askNew(question));
    this.narrowing = new Narrowing(site, places.form, places.chips, () => this.narrowed());
    this.thread = new Thread(words, places.thread, (turn) => this.reopen(turn));
    places.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.field.send();
    });
    places.cancel.addEventListener("click", () => this.stop());
    addEventListener("popstate", () => this.followAddress(false));
  }

  /** Shows what the address says: the answer this tab remembers, or else asks anew. */
  followAddress(isAfresh: boolean): void {
    leadLanguagesHere();
    const query = new URLSearchParams(location.search);
    this.narrowing.read(query);
    this.field.value = query.get("q") ?? "";
    const known = isAfresh ? null : recall(addressNow());
    if (!this.field.isFit) return this.reset();
    if (!known) return this.put(this.field.value);
    this.search.stop();
    this.rest();
    this.thread.add(known);
    this.show(known, known.opened);
  }

  /** Asks a question as if it had been typed. */
  askThis(question: string): void {
    this.field.value = question;
    this.field.focus();
    this.field.send();
  }

  /** Takes a question as a new one, with its own place in the history. */
  private askNew(question: string): void {
    this.narrowing.fold();
    goTo(addressOf({ question, filters: this.narrowing.value }));
    this.put(question);
  }

  /** Asks a question again, without those before it. */
  private askAlone(question: string): void {
    this.field.value = question;
    this.field.focus();
    stayAt(addressOf({ question, filters: this.narrowing.value }));
    this.put(question, []);
  }

  /** Asks again what is shown, now that a filter is gone; before anything is asked it may rest. */
  private narrowed(): void {
    const shown = new URLSearchParams(location.search).get("q");
    if (!shown || !this.result.isUsed) return;
    this.field.value = shown;
    goTo(addressOf({ question: shown, filters: this.narrowing.value, ignored: this.ignored() }));
    this.put(shown, []);
  }

  /** Asks what is shown again without a part of the filters that was read out of it. */
  private askWithout(part: string): void {
    const question = new URLSearchParams(location.search).get("q") ?? "";
    this.field.value = question;
    this.field.focus();
    goTo(addressOf({ question, filters: this.sent(), ignored: [...this.ignored(), part] }));
    this.put(question, []);
  }

  /** The page as it is when nothing is under way. */
  private rest(): void {
    this.result.isBusy = false;
    if (document.activeElement === this.places.cancel) this.field.focus();
    this.places.cancel.hidden = true;
  }

  /** The page as it is before anyone has asked. */
  private reset(): void {
    this.search.stop();
    this.before.ended();
    this.rest();
    document.title = this.site.words.say("ask.site");
    this.thread.hide();
    this.result.clear();
  }

  /** Stops the search because the person asked for it. */
  private stop(): void {
    this.search.stop();
    this.before.ended();
    this.rest();
    const said = this.site.words.say("ask.cancelled");
    this.result.box(element("p", { class: "notice" }, said), said);
  }

  /** The filters of the question that is shown, which those in the fields may have left. */
  private sent(): Filters {
    return this.narrowing.of(new URLSearchParams(location.search));
  }

  /** The parts of the filters that the question is asked without. */
  private ignored(): readonly string[] {
    return ignoredIn(new URLSearchParams(location.search));
  }

  /** Whether the ordinary answer is wanted where a curated one is pinned. */
  private isOrdinary(): boolean {
    return new URLSearchParams(location.search).has(ORDINARY);
  }

  /** Asks the server and shows what comes. */
  private put(question: string, earlier = this.before.earlier()): void {
    const { words } = this.site;
    const coming = new ComingAnswer(words, this.pace.isWhole);
    const slow = () => {
      coming.tell(words.say("ask.slow"));
      this.result.announce(words.say("ask.slow"));
    };
    document.title = words.say("ask.title", { question });
    this.thread.show(addressNow());
    this.result.box(coming.node, words.say("ask.waiting"));
    this.result.isBusy = true;
    this.places.cancel.hidden = false;
    const [filters, ignored] = [this.sent(), this.ignored()];
    this.before.begun(question);
    const narrowed = { ...(Object.keys(filters).length > 0 ? { filters } : {}), ...(ignored.length > 0 ? { ignore_filters: ignored } : {}), ...(this.isOrdinary() ? { ignore_curated: true } : {}) };
    const asked = { question, earlier, ...narrowed };
    void this.search.put(asked, coming, slow, {
      answered: (answer, hits) => this.answered(answer, hits),
      failed: (error) => this.failed(error, () => this.put(question, earlier)),
    });
  }

  /** Shows an answer that has just come; its question may be leant on by the next. */
  private answered(answer: Answer, hits: Hits | null): void {
    this.rest();
    this.before.asked(answer);
    // The address holds the question that can be asked by itself.
    if (answer.understood_as) stayAt(addressOf({ question: answer.understood_as, filters: this.sent(), ignored: this.ignored() }));
    const turn = { address: addressNow(), answer, hits };
    this.thread.add(turn);
    this.show(turn, null);
  }

  private failed(error: ServerError, again: () => void): void {
    this.rest();
    this.before.ended();
    const { words } = this.site;
    const heading = words.say("errors.ask");
    this.result.box(errorBox(words, heading, error, again), `${heading}. ${error.message} ${error.remedy}`);
  }

  /** Shows an earlier answer again; the next question may lean on it. */
  private reopen(turn: Turn): void {
    this.search.stop();
    this.rest();
    goTo(turn.address);
    const query = new URLSearchParams(location.search);
    this.narrowing.read(query);
    this.field.value = query.get("q") ?? "";
    this.before.asked(turn.answer);
    this.show(turn, null);
    this.result.goToAnswer();
  }

  /** Shows an answer; it and its open source are remembered, so that going back finds them. */
  private show(turn: Turn, opened: number | null): void {
    const { site } = this;
    const { answer, address, hits } = turn;
    const announce = (said: string) => this.result.announce(said);
    const id = answer.answer_id;
    const sources = new SourceList(site, answer.citations, {
      opened: (n) => remember({ address, answer, hits, opened: n }),
      goBack: () => this.result.goToAnswer(),
      feedback: (n) => (id ? feedbackView(site, id, n, announce) : null),
    });
    const view = answerView(site, { answer, chosen: this.sent(), hits }, {
      cite: (n, from) => sources.open(n, from),
      announce,
      ask: (question) => this.askThis(question),
      askAlone: (question) => this.askAlone(question),
      askWithout: (part) => this.askWithout(part),
    });
    document.title = site.words.say("ask.title", { question: answer.understood_as ?? answer.question });
    this.thread.show(address);
    this.result.answer(view, answer.citations.length > 0 ? sources.node : null, readyWords(site.words, answer));
    remember({ address, answer, hits, opened });
    if (opened) sources.open(opened, null);
  }
}
