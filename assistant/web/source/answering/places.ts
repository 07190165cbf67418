/** Where a citation stands, in words. */
import type { Citation } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

const LIST_MARK = /^[-*•–·]\s+/;

/** "s. iv", or "" for formats without pages. */
export function placeOf(words: Words, citation: Citation): string {
  return citation.page === null ? "" : words.say("sources.page", { label: labelOf(citation) });
}

/** The title and the page: "Rapport, s. iv". */
export function titleAndPlace(words: Words, citation: Citation): string {
  return [citation.title, placeOf(words, citation)].filter(Boolean).join(", ");
}

/** The quote, in quotation marks and without the mark of the list that it stands in. */
export function quoteOf(words: Words, citation: Citation): string {
  return words.say("sources.quote", { words: citation.quote.trim().replace(LIST_MARK, "") });
}

/** What is printed on the page, or else its number. */
export function labelOf(citation: Citation): string {
  return citation.page_label || String(citation.page);
}
