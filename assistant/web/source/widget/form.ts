/** The field of a widget: the question, its buttons, and the words on what one talks with. */
import { QuestionField } from "../asking/field.ts";
import { button, element } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import { linkOut } from "./outwards.ts";
import { privacyAddress } from "./privacy.ts";

/** What a form tells of. */
export interface FormHeard {
  announce(said: string): void;
  sent(question: string): void;
  cancelled(): void;
}

/** Milliseconds between the presses of a double click. */
const DOUBLE_CLICK = 500;

export class AskForm {
  readonly node: HTMLFormElement;
  private readonly field: QuestionField;
  private readonly area: HTMLTextAreaElement;
  private readonly cancel: HTMLButtonElement;
  private busySince = 0;

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
    const cancel = () => {
      // The second press of a double click on "ask" lands here, and means nothing.
      if (performance.now() - this.busySince > DOUBLE_CLICK) heard.cancelled();
    };
    this.cancel = button({ class: "plain", hidden: true }, cancel, words.say("widget.cancel"));
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
      element("p", { id: "notice", class: "facts" }, `${words.say("widget.notice")} `, linkOut(site, "/", words.say("widget.whole")), ...aboutPrivacy(site)),
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
    if (isBusy && this.cancel.hidden) this.busySince = performance.now();
    this.cancel.hidden = !isBusy;
  }
}

/** The link to what the agency says of personal data, where it says so. */
function aboutPrivacy(site: Site): Array<HTMLElement | string> {
  const address = privacyAddress();
  return address ? [" · ", linkOut(site, address, site.words.say("widget.privacy"))] : [];
}
