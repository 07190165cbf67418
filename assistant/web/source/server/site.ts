/** What every view needs: the words it speaks in, and the server that it is about. */
import { Words } from "../wording/words.ts";
import { Server } from "./server.ts";

export interface Site {
  readonly words: Words;
  readonly server: Server;
}

/** The site of one language; `base` is the server's address, "" for the one the page came from. */
export function siteOf(language: string, base: string): Site {
  const words = new Words(language);
  return { words, server: new Server(base, words) };
}
