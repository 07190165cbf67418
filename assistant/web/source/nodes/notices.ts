/** Boxes that tell a person how something went. */
import { button, element } from "./elements.ts";
import type { Words } from "../wording/words.ts";

/** What went wrong, and what a person can do about it; `retry` null gives no button. */
export function errorBox(words: Words, heading: string, error: Trouble, retry: (() => void) | null): HTMLElement {
  return element(
    "section",
    { class: "error" },
    element("h2", {}, heading),
    element("p", {}, error.message),
    error.remedy ? element("p", {}, error.remedy) : null,
    retry ? button({ class: "plain" }, retry, words.say("errors.retry")) : null,
  );
}

/** What went wrong (`message`) and what a person can do (`remedy`), both fit to show. */
export interface Trouble {
  readonly message: string;
  readonly remedy: string;
}
