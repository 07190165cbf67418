/**
 * Asks the API for an answer step by step; where no stream comes, or it breaks, for the whole.
 * @module stream
 */
import { ask, bodyOf, failure, post, ServerError } from "./server.js";

const STREAM = "text/event-stream";

/**
 * @param {{question: string, earlier: string[]}} asked The question and those before it.
 * @param {AbortSignal} signal
 * @param {{hits: (found: object) => void, sentence: (one: object) => void}} seen Told of every
 *   step before the answer, with the data of the event of that name.
 * @returns {Promise<object>} The answer, as `POST /api/v1/ask` gives it.
 * @throws {ServerError} And DOMException "AbortError" where the caller aborted.
 */
export async function askInSteps(asked, signal, seen) {
  const response = await post(asked, signal, STREAM);
  if (!response.headers.get("Content-Type")?.startsWith(STREAM)) return bodyOf(response);
  const answer = await followed(response.body, seen).catch((error) => {
    if (error.name === "AbortError" || error instanceof ServerError) throw error;
    return null;
  });
  return answer ?? ask(asked, signal);
}

/** The answer at the end of a stream; null where the stream ends without one. */
async function followed(body, seen) {
  let answer = null;
  for await (const { event, data } of eventsOf(body)) {
    if (event === "error") throw failure(data);
    if (event === "answer") answer = data;
    else seen[event]?.(data);
  }
  return answer;
}

/** The events of a stream, their data read as JSON. */
async function* eventsOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (begun + value).split("\n\n");
    begun = blocks.pop();
    for (const block of blocks) if (/^data:/m.test(block)) yield eventOf(block);
  }
}

function eventOf(block) {
  const lines = block.split("\n");
  const valuesOf = (name) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  return { event: valuesOf("event").at(-1) ?? "message", data: JSON.parse(valuesOf("data").join("\n")) };
}
