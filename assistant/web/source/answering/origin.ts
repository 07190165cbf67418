/** How an answer came about, in a sentence. */
import type { Answer } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

export function originOf(words: Words, answer: Answer): string {
  if (answer.sentences.length === 0) return words.say("answer.counted");
  if (answer.curated) return words.say("answer.curated_origin");
  if (!answer.ai_generated) return words.say("answer.quoted");
  return answer.model ? words.say("answer.written_by", { model: answer.model }) : words.say("answer.written");
}
