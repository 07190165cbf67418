/**
 * Shows an answer: its status, its sentences with citations, and how it came about.
 * @module answer
 */
import { button, dotted, element, link } from "./elements.js";
import { figuresView } from "./figures.js";
import { placeOf } from "./sources.js";
import { ANSWER, STATUSES, WAYS } from "./texts.js";
import { choicesView, listingView, understoodView } from "./ways.js";

/**
 * The answer, without its sources.
 * @param {object} answer As `POST /api/v1/ask` gives it.
 * @param {object} does
 * @param {(n: number, from: HTMLElement) => void} does.cite Called when a citation is activated.
 * @param {(words: string) => void} does.announce Says something to the person.
 * @param {(question: string) => void} does.ask Asks a question that was held out.
 * @param {(question: string) => void} does.askAlone Asks a question without those before it.
 * @returns {HTMLElement}
 */
export function answerView(answer, { cite, announce, ask, askAlone }) {
  const known = new Map(answer.citations.map((citation) => [citation.n, citation]));
  return element(
    "section",
    { class: "answer", "aria-labelledby": "answer-title" },
    element(
      "p",
      { class: "asked" },
      element("span", { class: "hidden" }, `${ANSWER.question}: `),
      answer.question,
    ),
    understoodView(answer, askAlone),
    element(
      "div",
      { class: "verdict" },
      element("h2", { id: "answer-title", tabindex: "-1" }, ANSWER.heading),
      element("p", { class: `badge ${answer.status}` }, STATUSES[answer.status] ?? answer.status),
    ),
    answer.notice && answer.route !== "register" ? element("p", { class: "notice" }, answer.notice) : null,
    answer.short_answer ? shortView(answer.short_answer, known, cite) : null,
    answer.route === "register" ? figuresView(answer.register) : null,
    element("div", { class: "words" }, ...wordsOf(answer, known, cite)),
    answer.route === "register" ? null : figuresView(answer.register),
    choicesView(answer, ask),
    nearestView(answer.route === "ambiguous" ? [] : (answer.nearest ?? [])),
    answer.sentences.length > 0 || answer.route === "register" ? footer(answer, announce) : null,
  );
}

/** The sentences, grouped into paragraphs; a quoted answer gives each quote its own. */
function wordsOf(answer, known, cite) {
  if (answer.listing?.documents.length > 0) return [listingView(answer)];
  if (answer.sentences.length === 0) return answer.route === "register" ? [] : [element("p", {}, answer.answer)];
  const groups = [];
  let position = 0;
  for (const sentence of answer.sentences) {
    const found = answer.answer.indexOf(sentence.text, position);
    const gap = found < 0 ? "" : answer.answer.slice(position, found);
    if (groups.length === 0 || !answer.ai_generated || gap.includes("\n")) groups.push([]);
    groups.at(-1).push(sentence);
    if (found >= 0) position = found + sentence.text.length;
  }
  const view = (one) => sentenceView(one, known, cite);
  return groups.map((group) => element("p", {}, ...group.flatMap(view)));
}

/** The short answer with the sources of the sentence that it is read out of. */
function shortView(short, known, cite) {
  const citations = short.citations.map((n) => known.get(n)).filter(Boolean);
  const buttons = citations.flatMap((citation) => ["\u00a0", citationButton(citation, cite)]);
  return element(
    "p",
    { class: "short" },
    element("span", { class: "facts" }, ANSWER.short),
    " ",
    element("strong", {}, short.text),
    ...buttons,
  );
}

function sentenceView(sentence, known, cite) {
  const citations = sentence.citations.map((n) => known.get(n)).filter(Boolean);
  const buttons = citations.flatMap((citation) => ["\u00a0", citationButton(citation, cite)]);
  return [sentence.text, ...buttons, ...(sentence.verdict === "partly" ? partlyMark() : []), " "];
}

/** Tells that the quotes bear a sentence only in part, and what that means. */
function partlyMark() {
  const why = element("span", { class: "hidden" }, `: ${ANSWER.partlyWhy}`);
  return ["\u00a0", element("span", { class: "facts", title: ANSWER.partlyWhy }, `(${ANSWER.partly})`, why)];
}

function citationButton(citation, cite) {
  const name = ANSWER.cite(citation.n, citation.title, placeOf(citation));
  const node = button({ class: "citation", "aria-label": name }, () => cite(citation.n, node), `[${citation.n}]`);
  return node;
}

function nearestView(nearest) {
  if (nearest.length === 0) return null;
  return element(
    "div",
    { class: "nearest" },
    element("h3", {}, ANSWER.nearest),
    element("p", {}, ANSWER.nearestLead),
    element("ul", {}, ...nearest.map(nearestItem)),
  );
}

function nearestItem(document) {
  const facts = dotted([document.publisher, document.year]);
  return element(
    "li",
    {},
    link(document.url, {}, document.title),
    facts ? element("span", { class: "facts" }, facts) : null,
  );
}

function footer(answer, announce) {
  const total = answer.timings_ms?.total;
  const made = dotted([
    answer.generation === null || answer.generation === undefined ? null : ANSWER.generation(answer.generation),
    typeof total === "number" ? ANSWER.made(total) : null,
  ]);
  return element(
    "div",
    { class: "about" },
    element("p", { class: "origin" }, originOf(answer)),
    button({ class: "plain" }, () => copy(answer, announce), ANSWER.copy),
    made ? element("p", { class: "facts" }, made) : null,
  );
}

/** How the answer came about, in a sentence. */
function originOf(answer) {
  if (answer.sentences.length === 0) return ANSWER.counted;
  return answer.ai_generated ? ANSWER.written(answer.model) : ANSWER.quoted;
}

/** Puts the answer and its references on the clipboard, and says how it went. */
async function copy(answer, announce) {
  const words = answerAsText(answer);
  try {
    await navigator.clipboard.writeText(words);
    announce(ANSWER.copied);
  } catch {
    // The clipboard is closed to pages served over plain HTTP inside a network.
    announce(copyBySelection(words) ? ANSWER.copied : ANSWER.notCopied);
  }
}

function copyBySelection(words) {
  const before = document.activeElement;
  const field = element("textarea", { class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  field.value = words;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}

/**
 * The question, the answer with [n] and the numbered references, as plain text.
 * @param {object} answer
 * @returns {string}
 */
export function answerAsText(answer) {
  const sentences = answer.sentences.map((one) => `${one.text}${one.citations.map((n) => ` [${n}]`).join("")}${one.verdict === "partly" ? ` (${ANSWER.partly})` : ""}`);
  const references = answer.citations.map((citation) => {
    const issued = [citation.publisher, citation.year ? `(${citation.year})` : ""].filter(Boolean).join(" ");
    const parts = [issued, [citation.title, placeOf(citation)].filter(Boolean).join(", ")].filter(Boolean);
    return `[${citation.n}] ${parts.join(". ")}. ${new URL(citation.url, location.href)}`;
  });
  const cells = (answer.register?.citations ?? []).map((one) => `${one.label}: ${one.original}. ${one.source}, ${one.sheet} ${one.cell}. ${new URL(one.url, location.href)}`);
  if (cells.length > 0) sentences.unshift(`${answer.register.reading} ${answer.register.answer}`);
  const listed = [ANSWER.copySources, ...references, ...cells].join("\n");
  const asked = [answer.question, answer.understood_as ? `${WAYS.understood} ${answer.understood_as}` : ""];
  return [...asked.filter(Boolean), sentences.join("\n"), listed, originOf(answer)].join("\n\n");
}
