/** What a reader says of an answer or of one of its citations, said where it stands. */
import { button, element } from "../nodes/elements.ts";
import { ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import type { Said } from "../server/types.ts";

const VERDICTS = ["right", "wrong", "outdated"] as const;
const LONGEST = 2000;

/**
 * The question whether it is right, with its answers as buttons; one that is chosen opens a field.
 * @param citation The number of the citation that is meant; null means the answer.
 * @param announce Says something to those who listen.
 */
export function feedbackView(site: Site, id: string, citation: number | null, announce: (words: string) => void): HTMLElement {
  return new FeedbackForm(site, id, citation, announce).node;
}

class FeedbackForm {
  readonly node: HTMLElement;
  private verdict: Said["verdict"] = "right";
  private readonly text: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly fault = element("p", { class: "fault", hidden: true });
  private readonly more: HTMLElement;
  private readonly choices: readonly HTMLButtonElement[];

  constructor(
    private readonly site: Site,
    private readonly id: string,
    private readonly citation: number | null,
    private readonly announce: (words: string) => void,
  ) {
    const { words } = site;
    const place = citation === null ? "svar" : `kalla-${citation}`;
    const question = words.say(citation === null ? "feedback.answer" : "feedback.citation");
    this.choices = VERDICTS.map((verdict) => {
      const choose = () => this.choose(verdict);
      return button({ class: "choice", "aria-pressed": "false", "data-verdict": verdict }, choose, words.name("verdicts", verdict));
    });
    this.text = element("textarea", { id: `omdome-${place}`, rows: 2, maxlength: LONGEST });
    this.send = button({ class: "plain" }, () => void this.put(), words.say("feedback.send"));
    const label = element("label", { for: this.text.id }, words.say(citation === null ? "feedback.words" : "feedback.words_citation"));
    this.more = element("div", { class: "more", hidden: true }, label, this.text, this.fault, element("p", {}, this.send));
    const row = element("div", { class: "row" }, element("span", { id: `omdome-${place}-fraga` }, question), ...this.choices);
    this.node = element("div", { class: "feedback", role: "group", "aria-labelledby": `omdome-${place}-fraga` }, row, this.more);
  }

  private choose(verdict: Said["verdict"]): void {
    this.verdict = verdict;
    for (const one of this.choices) one.setAttribute("aria-pressed", String(one.dataset.verdict === verdict));
    this.more.hidden = false;
  }

  private async put(): Promise<void> {
    const { server, words } = this.site;
    this.fault.hidden = true;
    this.send.disabled = true;
    try {
      await server.say(this.id, { verdict: this.verdict, citation: this.citation, text: this.text.value.trim() });
      const thanks = element("p", { class: "thanks", tabindex: "-1" }, words.say("feedback.thanks"));
      this.node.replaceChildren(thanks);
      // The focus brings the words to those who listen: they are said once.
      thanks.focus({ preventScroll: true });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      this.failed(error);
    }
  }

  private failed(error: ServerError): void {
    const told = `${error.message} ${error.remedy}`;
    this.fault.textContent = told;
    this.fault.hidden = false;
    this.send.disabled = false;
    this.send.focus();
    this.announce(told);
  }
}
