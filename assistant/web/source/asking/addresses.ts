/** A question and its filters as the address of this page; the ways that follow the address. */
import type { Filters } from "../server/types.ts";

/** What is asked: a question, of which documents. */
export interface Wanted {
  readonly question: string;
  readonly filters: Filters;
  /** Parts of the filters read out of the question that shall not hold. */
  readonly ignored?: readonly string[];
}

/** The address that asks it. */
export function addressOf({ question, filters, ignored = [] }: Wanted): string {
  const query = new URLSearchParams({ q: question });
  for (const [name, value] of Object.entries(filters)) query.set(name, String(value));
  for (const part of ignored) query.append("ignore", part);
  return `/?${query}`;
}

/** The address of the page shown now, without host. */
export function addressNow(): string {
  return location.pathname + location.search;
}

/** Goes to an address, with its own place in the history, unless it is the one that is shown. */
export function goTo(address: string): void {
  if (address !== addressNow()) history.pushState(null, "", address);
  leadLanguagesHere();
}

/** Puts an address in the place of the one that is shown. */
export function stayAt(address: string): void {
  history.replaceState(null, "", address);
  leadLanguagesHere();
}

/** Makes the links to the other languages lead back to what is shown now. */
export function leadLanguagesHere(): void {
  for (const node of document.querySelectorAll<HTMLAnchorElement>("a[hreflang]")) {
    const address = new URL(node.href);
    address.searchParams.set("till", addressNow());
    node.href = address.pathname + address.search;
  }
}
