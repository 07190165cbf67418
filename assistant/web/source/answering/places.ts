/** Where a citation stands, in words. */
import type { Citation } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** "s. iv", or "" for formats without pages. */
export function placeOf(words: Words, citation: Citation): string {
  return citation.page === null ? "" : words.say("sources.page", { label: labelOf(citation) });
}

/** The title and the page: "Rapport, s. iv". */
export function titleAndPlace(words: Words, citation: Citation): string {
  return [citation.title, placeOf(words, citation)].filter(Boolean).join(", ");
}

/** What is printed on the page, or else its number. */
export function labelOf(citation: Citation): string {
  return citation.page_label || String(citation.page);
}
