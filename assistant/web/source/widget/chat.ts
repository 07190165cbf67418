/** One widget put together: panel, conversation, form, and what is said to those who listen. */
import { button, element } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import type { Answer } from "../server/types.ts";
import { Conversation } from "./conversation.ts";
import type { Tell } from "./events.ts";
import { troubleOf } from "./filter.ts";
import { AskForm } from "./form.ts";
import { Panel } from "./panel.ts";
import type { Settings } from "./settings.ts";

/** What a widget holds that outlives a change of its language or place. */
export interface Held {
  readonly answers: readonly Answer[];
  readonly draft: string;
  readonly isOpen: boolean;
  readonly hasFocus: boolean;
}

export class Chat {
  readonly node: HTMLElement;
  private readonly status = element("p", { class: "hidden", role: "status" });
  private readonly intro: HTMLElement;
  /** Says, before anything is asked, that no question can be. */
  private readonly fault = element("div", { class: "fault" });
  private readonly restart: HTMLButtonElement;
  private readonly talk: Conversation;
  private readonly form: AskForm;
  private readonly panel: Panel;

  constructor(
    private readonly site: Site,
    private settings: Settings,
    tell: Tell,
  ) {
    const { words } = site;
    const announce = (said: string) => {
      this.status.textContent = said;
    };
    const ask = (question: string) => this.ask(question);
    this.intro = element("p", { class: "intro", part: "intro" }, words.say("widget.intro"));
    this.restart = button({ class: "quiet", hidden: true }, () => this.begin(), words.say("widget.restart"));
    this.form = new AskForm(site, { announce, sent: ask, cancelled: () => this.talk.stop() });
    this.talk = new Conversation(site, { announce, ask, tell, busy: (isBusy) => this.form.busy(isBusy) });
    const heard = {
      opened: () => tell("lardom-open", null),
      closed: () => tell("lardom-close", null),
      focus: () => this.form.focus(),
    };
    this.panel = new Panel(words, settings, heard, [this.restart], [this.intro, this.fault, this.talk.node, this.form.node, this.status]);
    // The empty title keeps the element's own from being shown as a tip over all of it.
    this.node = element("div", { class: "widget", lang: words.language, title: "" }, ...this.panel.nodes);
    this.checkFilter();
  }

  get held(): Held {
    return { answers: this.talk.answers, draft: this.form.draft, isOpen: this.panel.isOpen, hasFocus: this.node.matches(":focus-within") };
  }

  /** Goes on from what another held. */
  takeOver(held: Held): void {
    for (const answer of held.answers) this.talk.show(answer, this.settings.filter);
    this.lookBegun(held.answers.length > 0);
    this.form.draft = held.draft;
    this.panel.show(held.isOpen);
    if (held.hasFocus) this.form.focus();
  }

  /** Takes in a new title or filter. */
  set(settings: Settings): void {
    this.settings = settings;
    this.panel.entitle(settings.title);
    this.checkFilter();
  }

  /** To be called whenever the widget has come into a page. */
  settle(): void {
    this.panel.settle();
  }

  open(): void {
    this.panel.open();
  }

  close(): void {
    this.panel.close();
  }

  escape(event: KeyboardEvent): void {
    this.panel.escape(event);
  }

  /** Lets go of what is under way. */
  stop(): void {
    this.talk.stop();
  }

  /** Tells at once of a filter that cannot be read, here and to whoever sets up the page. */
  private checkFilter(): void {
    const trouble = troubleOf(this.site.words, this.settings.filter);
    this.fault.replaceChildren();
    if (!trouble) return;
    this.fault.append(element("div", { class: "error" }, element("p", {}, trouble.message), element("p", {}, trouble.remedy)));
    console.warn(`lardom-chat: ${trouble.message} ${trouble.remedy}`);
  }

  private ask(question: string): void {
    this.fault.replaceChildren(); // what stands below the question says the same
    this.lookBegun(true);
    this.talk.put(question, this.settings.filter);
    this.form.focus();
  }

  private begin(): void {
    this.talk.clear();
    this.lookBegun(false);
    this.form.focus();
  }

  private lookBegun(isBegun: boolean): void {
    this.intro.hidden = isBegun;
    this.restart.hidden = !isBegun;
  }
}
