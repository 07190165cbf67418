/** One search at a time: a newer question silences an older one. */
import { isAbort, ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import { askInSteps, type Seen } from "../server/stream.ts";
import type { Answer, Asked, Hits } from "../server/types.ts";

const SLOW_AFTER = 8000;

/** How a search went; exactly one of them is called, or none where a newer one took its place. */
export interface Ends {
  answered(answer: Answer, hits: Hits | null): void;
  failed(error: ServerError): void;
}

/** The search that goes on, if any. */
export class Search {
  private underway: { readonly controller: AbortController; readonly slow: number } | null = null;

  constructor(private readonly site: Site) {}

  /** Asks; `slow` is called where it takes long. */
  async put(asked: Asked, seen: Seen, slow: () => void, ends: Ends): Promise<void> {
    this.stop();
    const mine = { controller: new AbortController(), slow: window.setTimeout(slow, SLOW_AFTER) };
    this.underway = mine;
    try {
      let hits: Hits | null = null;
      const heard: Seen = { hits: (found) => { hits = found; seen.hits?.(found); }, sentence: (one) => seen.sentence?.(one) };
      const answer = await askInSteps(this.site.server, asked, mine.controller.signal, heard);
      if (this.underway === mine) this.ended(() => ends.answered(answer, hits));
    } catch (error) {
      if (this.underway !== mine || isAbort(error)) return;
      if (!(error instanceof ServerError)) throw error;
      this.ended(() => ends.failed(error));
    }
  }

  /** Lets go of the search that goes on; the server stops its work. */
  stop(): void {
    this.underway?.controller.abort();
    window.clearTimeout(this.underway?.slow);
    this.underway = null;
  }

  private ended(tell: () => void): void {
    window.clearTimeout(this.underway?.slow);
    this.underway = null;
    tell();
  }
}
