/** Which documents may answer: how that stands in an address, and in words. */
import type { Filters } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** The filters that a person can choose, in the order that they are shown. */
export const FILTERS = ["publisher", "agency", "kind", "first_year", "last_year"] as const;
export type FilterName = (typeof FILTERS)[number];

const LONGEST = 200;

export function isYear(name: FilterName): boolean {
  return name === "first_year" || name === "last_year";
}

/** The filter of that name as the API takes it; null where nothing that can be meant is written. */
export function filterValue(name: FilterName, written: string, kinds: ReadonlySet<string>): string | number | null {
  const value = written.trim();
  if (isYear(name)) return /^[1-9]\d{3}$/.test(value) ? Number(value) : null;
  if (name === "kind") return kinds.has(value) ? value : null;
  return value && value.length <= LONGEST ? value : null;
}

/** A filter as a person reads it: "Utgivare: Riksrevisionen". */
export function filterWords(words: Words, name: string, value: string | number): string {
  const shown = name === "kind" ? words.name("kinds", String(value)) : String(value);
  return `${words.name("narrowed", name)}: ${shown}`;
}

/** The parts of filters that a question can be asked without. */
const PARTS = ["publication_number", "publisher", "agency", "kind", "years"];

/** The part of a filter: both years are one. */
export function partOf(name: string): string {
  return isYear(name as FilterName) ? "years" : name;
}

/** The parts that an address says the question is asked without. */
export function ignoredIn(query: URLSearchParams): readonly string[] {
  return PARTS.filter((part) => query.getAll("ignore").includes(part));
}

/** The filters that an answer says held, but for those in `chosen`: the question itself set them. */
export function readOut(applied: Readonly<Record<string, string | number | null>>, chosen: Filters): Array<[string, string | number]> {
  const isOwn = (name: string) => chosen[name as FilterName] !== undefined;
  return Object.entries(applied).filter((one): one is [string, string | number] => one[1] !== null && !isOwn(one[0]));
}
