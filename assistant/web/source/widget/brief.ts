/** An answer as a widget shows it: the words with their sources, and the ways on. */
import { copyAnswer } from "../answering/copying.ts";
import { curatedView } from "../answering/curated.ts";
import { originOf } from "../answering/origin.ts";
import { SentenceSetter } from "../answering/sentences.ts";
import { choicesView, listingView, nearestView, understoodView } from "../answering/ways.ts";
import { button, element, type Child } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import type { Answer } from "../server/types.ts";
import { countedView } from "./counted.ts";
import { linkOut, outwards } from "./outwards.ts";
import { BriefSources } from "./sources.ts";

/** What an answer lets a person ask. */
export interface Asks {
  /** Asks a question that was held out. */
  ask(question: string): void;
  /** Asks a question without those before it. */
  askAlone(question: string): void;
  /** Says something to those who listen. */
  announce(said: string): void;
}

/** The answer; `turn` is its number in the widget. */
export function briefView(site: Site, answer: Answer, turn: number, asks: Asks): HTMLElement {
  const { words } = site;
  const sources = new BriefSources(site, answer.citations, turn);
  const setter = new SentenceSetter(words, answer, (n, from) => sources.open(n, from));
  const isCounted = answer.route === "register";
  const view = element(
    "div",
    { class: "answer", part: "answer" },
    understoodView(words, answer, (question) => asks.askAlone(question)),
    element("p", { class: `badge ${answer.status}`, part: "status" }, words.name("statuses", answer.status)),
    curatedView(words, answer, (address, said) => linkOut(site, address, said)),
    answer.notice && !isCounted ? element("p", { class: "notice" }, answer.notice) : null,
    setter.short(),
    ...(isCounted ? countedView(site, answer) : []),
    element("div", { class: "words" }, ...wordsOf(site, answer, setter)),
    ...(isCounted ? [] : countedView(site, answer)),
    sources.node,
    ...(answer.sentences.length > 0 || isCounted ? [element("p", { class: "facts" }, originOf(words, answer)), copyView(site, answer, asks)] : []),
    choicesView(words, answer, (question) => asks.ask(question)),
    answer.route === "ambiguous" ? null : nearestView(site, answer.nearest),
  );
  for (const citation of view.querySelectorAll(".citation")) citation.setAttribute("part", "citation");
  outwards(view, words);
  return view;
}

/** The button that copies the answer with its references; the focus stays on it. */
function copyView(site: Site, answer: Answer, asks: Asks): HTMLElement {
  const { words } = site;
  const copy = async () => {
    const isCopied = await copyAnswer(site, answer);
    node.focus();
    asks.announce(words.say(isCopied ? "answer.copied" : "answer.not_copied"));
  };
  const node = button({ class: "plain copy", part: "copy" }, () => void copy(), words.say("answer.copy"));
  return element("p", {}, node);
}

function wordsOf(site: Site, answer: Answer, setter: SentenceSetter): Child[] {
  if (answer.listing && answer.listing.documents.length > 0) return [listingView(site, answer, answer.listing)];
  if (answer.sentences.length > 0) return setter.paragraphs();
  return answer.route === "register" ? [] : [element("p", {}, answer.answer)];
}
