/** Asks the API for an answer step by step; where no stream comes, or it breaks, for the whole. */
import { isAbort, ServerError, type Server } from "./server.ts";
import type { Answer, Asked, Hits, Register, Sentence } from "./types.ts";

const STREAM = "text/event-stream";

/** Told of every step before the answer. */
export interface Seen {
  hits?(found: Hits): void;
  sentence?(one: { readonly sentence: Sentence }): void;
  register?(said: Register): void;
}

interface Told {
  readonly event: string;
  readonly data: unknown;
}

/**
 * The answer; `seen` is told of the steps before it.
 * @throws ServerError, and the DOMException "AbortError" where the caller aborted.
 */
export async function askInSteps(server: Server, asked: Asked, signal: AbortSignal, seen: Seen): Promise<Answer> {
  const response = await server.post(asked, signal, STREAM);
  if (!response.headers.get("Content-Type")?.startsWith(STREAM) || !response.body) return server.bodyOf<Answer>(response);
  const answer = await followed(server, response.body, seen).catch((error: unknown) => {
    if (isAbort(error) || error instanceof ServerError) throw error;
    return null;
  });
  return answer ?? server.ask(asked, signal);
}

/** The answer at the end of a stream; null where the stream ends without one. */
async function followed(server: Server, body: ReadableStream<Uint8Array<ArrayBuffer>>, seen: Seen): Promise<Answer | null> {
  let answer: Answer | null = null;
  for await (const { event, data } of eventsOf(body)) {
    if (event === "error") throw server.failure(data as Parameters<Server["failure"]>[0]);
    if (event === "answer") answer = data as Answer;
    else if (event === "hits") seen.hits?.(data as Hits);
    else if (event === "sentence") seen.sentence?.(data as { sentence: Sentence });
    else if (event === "register") seen.register?.(data as Register);
  }
  return answer;
}

/** The events of a stream, their data read as JSON. */
async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Told> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let begun = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (begun + value).split("\n\n");
    begun = blocks.pop() ?? "";
    for (const block of blocks) if (/^data:/m.test(block)) yield eventOf(block);
  }
}

function eventOf(block: string): Told {
  const lines = block.split("\n");
  const valuesOf = (name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  return { event: valuesOf("event").at(-1) ?? "message", data: JSON.parse(valuesOf("data").join("\n")) };
}
