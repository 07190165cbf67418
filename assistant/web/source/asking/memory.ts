/** Remembers the last answers of this tab, so that going back to one shows it at once. */
import type { Answer, Hits } from "../server/types.ts";

const KEY = "answers";
const KEPT = 8;

/** An answer, the address that it stands at, what it was sought in, and which source is open. */
export interface Remembered {
  readonly address: string;
  readonly answer: Answer;
  readonly hits: Hits | null;
  readonly opened: number | null;
}

/** Oldest first. */
function all(): readonly Remembered[] {
  try {
    return (JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as readonly Remembered[] | null) ?? [];
  } catch {
    return [];
  }
}

/** Keeps an answer as the latest. */
export function remember(one: Remembered): void {
  const others = all().filter((other) => other.address !== one.address);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...others, one].slice(-KEPT)));
  } catch {
    // Full or closed storage only means that going back asks again.
  }
}

/** The answer that stands at `address`; null when it is not remembered. */
export function recall(address: string): Remembered | null {
  return all().find((one) => one.address === address) ?? null;
}

/** The address of the latest answer in this tab that leads to a document; null where none does. */
export function latestAddressTo(document: string): string | null {
  return all().findLast(({ answer }) => leadsTo(answer, document))?.address ?? null;
}

function leadsTo(answer: Answer, document: string): boolean {
  const named = [...answer.citations, ...answer.nearest, ...(answer.listing?.documents ?? [])];
  return named.some((one) => one.document_id === document);
}
