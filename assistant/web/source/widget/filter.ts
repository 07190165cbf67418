/** What a widget's `filter` attribute lets through: "publisher: NAME; kind: KIND; years: 2015-2020". */
import type { Trouble } from "../nodes/notices.ts";
import type { Filters } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** The filters of every question, and the parts that could not be read as one. */
export interface Filter {
  readonly filters: Filters;
  readonly wrong: readonly string[];
}

const YEARS = /^(\d{4})?\s*(?:[-–]\s*(\d{4})?)?$/;

/** Reads `text`; a name that comes twice is wrong the second time, as is a kind without a word. */
export function readFilter(words: Words, text: string): Filter {
  const found: Record<string, string | number> = {};
  const wrong: string[] = [];
  for (const part of text.split(";").map((one) => one.trim()).filter(Boolean)) {
    const read = readPart(words, part);
    if (read && !Object.keys(read).some((name) => name in found)) Object.assign(found, read);
    else wrong.push(part);
  }
  return { filters: found, wrong };
}

/** What is wrong with a filter; null where nothing is. */
export function troubleOf(words: Words, filter: string): Trouble | null {
  const { wrong } = readFilter(words, filter);
  if (wrong.length === 0) return null;
  return { message: words.say("widget.wrong_filter", { parts: wrong.join("; ") }), remedy: words.say("widget.wrong_filter_remedy") };
}

function readPart(words: Words, part: string): Filters | null {
  const [name, value] = [part.split(":", 1)[0]?.trim().toLowerCase(), part.slice(part.indexOf(":") + 1).trim()];
  if (!part.includes(":") || !value) return null;
  if (name === "publisher") return { publisher: value };
  if (name === "kind") return words.name("kinds", value) === value ? null : { kind: value };
  return name === "years" ? readYears(value) : null;
}

/** "2016", "2015-2020", "2015-" or "-2020" */
function readYears(value: string): Filters | null {
  const [whole, first, last] = YEARS.exec(value) ?? [];
  if (!whole || (!first && !last)) return null;
  const isOneYear = /^\d{4}$/.test(whole);
  const end = isOneYear ? first : last;
  if (first && end && first > end) return null;
  return { ...(first ? { first_year: Number(first) } : {}), ...(end ? { last_year: Number(end) } : {}) };
}
