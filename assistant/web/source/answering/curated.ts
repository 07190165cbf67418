/** What a curated answer says of its review, and the way to the ordinary one. */
import { element } from "../nodes/elements.ts";
import type { Answer } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** In an address: that the ordinary answer is wanted. */
export const ORDINARY = "ordinary";

/** The review, where the answer is a curated one; `lead` makes the link to the ordinary answer. */
export function curatedView(words: Words, answer: Answer, lead: (address: string, said: string) => HTMLElement): HTMLElement | null {
  const { curated, question } = answer;
  if (!curated) return null;
  const said = words.say(curated.reviewer ? "answer.curated" : "answer.curated_unnamed", { ...curated });
  const address = `/?${new URLSearchParams({ q: question, [ORDINARY]: "1" })}`;
  return element("p", { class: "notice curated", part: "curated" }, said, " ", lead(address, words.say("answer.ordinary")));
}
