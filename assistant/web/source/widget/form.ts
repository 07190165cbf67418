/** The field of a widget: the question, its buttons, and the words on what one talks with. */
import { QuestionField } from "../asking/field.ts";
import { button, element } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import { linkOut } from "./outwards.ts";

/** What a form tells of. */
export interface FormHeard {
  announce(said: string): void;
  sent(question: string): void;
  cancelled(): void;
}

export class AskForm {
  readonly node: HTMLFormElement;
  private readonly field: QuestionField;
  private readonly area: HTMLTextAreaElement;
  private readonly cancel: HTMLButtonElement;

  constructor(site: Site, heard: FormHeard) {
    const { words } = site;
    const counter = element("p", { id: "counter", class: "facts", hidden: true });
    this.area = element("textarea", {
      id: "question",
      part: "field",
      rows: 1,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-describedby": "counter notice",
    });
    this.cancel = button({ class: "plain", hidden: true }, () => heard.cancelled(), words.say("widget.cancel"));
    this.field = new QuestionField(words, this.area, counter, (said) => heard.announce(said), (question) => {
      this.field.value = "";
      heard.sent(question);
    });
    this.node = element(
      "form",
      { class: "form", part: "form", novalidate: true },
      element("label", { for: "question" }, words.say("widget.question")),
      element("div", { class: "asking" }, this.area, element("button", { class: "primary", part: "send" }, words.say("widget.send")), this.cancel),
      counter,
      element("p", { id: "notice", class: "facts" }, `${words.say("widget.notice")} `, linkOut(site, "/", words.say("widget.whole"))),
    );
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      this.field.send();
    });
  }

  /** What is typed and not sent. */
  get draft(): string {
    return this.area.value;
  }

  set draft(text: string) {
    this.field.value = text;
  }

  focus(): void {
    this.field.focus();
  }

  /** Shows the way to stop a search while there is one. */
  busy(isBusy: boolean): void {
    if (!isBusy && this.cancel.matches(":focus")) this.focus();
    this.cancel.hidden = !isBusy;
  }
}
