/**
 * Shows an answer on its way: what is read, then every sentence as it comes.
 * @module coming
 */
import { element } from "./elements.js";
import { ASK } from "./texts.js";

const NAMED = 2;
const LONGEST_TITLE = 70;

/** What stands where the answer will; nothing in it can be activated, so that no focus is lost. */
export class ComingAnswer {
  constructor() {
    this.doing = element("p", { class: "waiting searching" }, ASK.waiting);
    this.words = element("div", { class: "words" });
    this.node = element("section", { class: "coming" }, this.doing, this.words);
  }

  /** Says what goes on. @param {string} words */
  tell(words) {
    this.doing.replaceChildren(words);
  }

  /** Names the documents that are read. @param {{hits: Array<object>}} found */
  hits(found) {
    const titles = [...new Map(found.hits.map((hit) => [hit.document_id, shortened(hit.title)])).values()];
    if (titles.length > 0) this.tell(ASK.reading(titles.slice(0, NAMED), Math.max(titles.length - NAMED, 0)));
  }

  /** Adds a sentence, with the numbers of its citations. @param {{sentence: object}} one */
  sentence({ sentence }) {
    const numbers = sentence.citations.map((n) => `\u00a0[${n}]`).join("");
    this.words.append(element("p", {}, sentence.text + numbers));
  }
}

function shortened(title) {
  const letters = Array.from(title);
  return letters.length > LONGEST_TITLE ? `${letters.slice(0, LONGEST_TITLE).join("").trimEnd()}…` : title;
}
