/** An answer: its status, its sentences with citations, and how it came about. */
import { element, link, type Child } from "../nodes/elements.ts";
import type { Answer, Filters, Hits } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";
import { curatedView } from "./curated.ts";
import { evidenceView } from "./evidence.ts";
import { feedbackView } from "./feedback.ts";
import { figuresView } from "./figures.ts";
import { readOut } from "./filters.ts";
import { originOf } from "./origin.ts";
import { readOutView, searchedView } from "./searched.ts";
import { SentenceSetter, type Cite } from "./sentences.ts";
import { choicesView, listingView, nearestView, understoodView } from "./ways.ts";

/** What an answer lets a person do. */
export interface Does {
  readonly cite: Cite;
  /** Says something to those who listen. */
  announce(words: string): void;
  /** Asks a question that was held out. */
  ask(question: string): void;
  /** Asks a question without those before it. */
  askAlone(question: string): void;
  /** Asks again without a part of the filters that was read out of the question. */
  askWithout(part: string): void;
}

/** An answer, the filters that were sent with its question, and the passages it was sought in. */
export interface Given {
  readonly answer: Answer;
  readonly chosen: Filters;
  readonly hits: Hits | null;
}

/** The answer, without its sources. */
export function answerView(site: Site, { answer, chosen, hits }: Given, does: Does): HTMLElement {
  const { words } = site;
  const setter = new SentenceSetter(words, answer, does.cite);
  const isCounted = answer.route === "register";
  const title = element("h2", { tabindex: "-1", class: "answer-title" }, words.say("answer.heading"));
  return element(
    "section",
    { class: "answer", "aria-label": words.say("answer.heading") },
    element("p", { class: "asked" }, element("span", { class: "hidden" }, `${words.say("answer.question")}: `), answer.question),
    understoodView(words, answer, (question) => does.askAlone(question)),
    readOutView(words, readOut(answer.filters.applied, chosen), (part) => does.askWithout(part)),
    element("div", { class: "verdict" }, title, badge(words, answer.status)),
    answer.curated ? null : element("p", { class: "automatic" }, words.say("answer.automatic")),
    curatedView(words, answer, (address, said) => link(address, {}, said)),
    answer.notice && !isCounted ? element("p", { class: "notice" }, answer.notice) : null,
    setter.short(),
    isCounted ? figuresView(site, answer.register) : null,
    element("div", { class: "words" }, ...wordsOf(site, answer, setter)),
    isCounted ? null : figuresView(site, answer.register),
    choicesView(words, answer, (question) => does.ask(question)),
    answer.route === "ambiguous" ? null : nearestView(site, answer.nearest),
    footer(site, answer, does),
    searchedView(site, answer, hits),
  );
}

/** What is said once, to those who listen, when an answer has come. */
export function readyWords(words: Words, answer: Answer): string {
  const status = words.name("statuses", answer.status);
  if (answer.route === "register") return `${words.name("statuses", "answered")}. ${answer.answer}`;
  if (answer.status === "no_evidence") return words.say("ask.no_evidence");
  if (answer.listing) return `${status}. ${words.say("ask.listed", { count: answer.listing.count })}`;
  if (answer.status === "reply") return `${status}. ${answer.answer}`;
  const sentences = words.say("ask.sentences", { count: answer.sentences.length });
  const sources = words.say("ask.sources", { count: answer.citations.length });
  return `${status}. ${words.say("ask.ready", { sentences, sources })}`;
}

function badge(words: Words, status: string): HTMLElement {
  return element("p", { class: `badge ${status}` }, words.name("statuses", status));
}

function wordsOf(site: Site, answer: Answer, setter: SentenceSetter): Child[] {
  if (answer.listing && answer.listing.documents.length > 0) return [listingView(site, answer, answer.listing)];
  if (answer.sentences.length > 0) return setter.paragraphs();
  return answer.route === "register" ? [] : [element("p", {}, answer.answer)];
}

/** How the answer came about, what it can be taken along as, and whether it is right. */
function footer(site: Site, answer: Answer, does: Does): HTMLElement | null {
  const { words } = site;
  const announce = (said: string) => does.announce(said);
  const rests = answer.sentences.length > 0 || answer.route === "register";
  if (!rests && !answer.answer_id) return null;
  return element(
    "div",
    { class: "about" },
    rests ? element("p", { class: "origin" }, originOf(words, answer)) : null,
    rests ? evidenceView(site, answer, announce) : null,
    answer.answer_id ? feedbackView(site, answer.answer_id, null, announce) : null,
  );
}
