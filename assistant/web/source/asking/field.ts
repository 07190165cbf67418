/** The field of a question: how much may stand in it, and how it is sent. */
import type { Words } from "../wording/words.ts";

const LONGEST = 2000;
const NEAR = 1800;

/** A text area with its counter. */
export class QuestionField {
  /**
   * @param said Told what those who listen need to know.
   * @param sent Told of every question that is sent and may be.
   */
  constructor(
    private readonly words: Words,
    private readonly field: HTMLTextAreaElement,
    private readonly counter: HTMLElement,
    private readonly said: (words: string) => void,
    private readonly sent: (question: string) => void,
  ) {
    field.addEventListener("input", () => this.count());
    field.addEventListener("keydown", (event) => {
      // An Enter that ends the composing of a character is not a wish to send.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
  }

  get value(): string {
    return this.field.value.trim();
  }

  set value(question: string) {
    this.field.value = question;
    this.count();
  }

  /** Whether what stands in it may be sent. */
  get isFit(): boolean {
    const length = this.length();
    return length > 0 && length <= LONGEST;
  }

  focus(): void {
    this.field.focus();
  }

  /** Sends what stands in the field, or tells why it cannot be sent. */
  send(): void {
    this.count();
    if (this.isFit) return this.sent(this.value);
    if (this.length() === 0) {
      this.counter.hidden = false;
      this.counter.textContent = this.words.say("ask.empty");
      this.focus();
    }
    this.said(this.counter.textContent ?? "");
  }

  /** Tells how many characters are left, only when that matters. */
  private count(): void {
    const over = this.length() - LONGEST;
    this.counter.hidden = this.length() < NEAR;
    this.counter.classList.toggle("over", over > 0);
    this.counter.textContent = over > 0 ? this.words.say("ask.too_long", { count: over }) : this.words.say("ask.left", { count: -over });
    this.field.setAttribute("aria-invalid", String(over > 0));
  }

  private length(): number {
    return Array.from(this.value).length;
  }
}
