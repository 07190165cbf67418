/** An answer as plain text with its references, and how it comes to the clipboard. */
import { element } from "../nodes/elements.ts";
import type { Answer, Cell, Citation, Sentence } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";
import { originOf } from "./origin.ts";
import { titleAndPlace } from "./places.ts";

/** Puts the answer and its references on the clipboard; false where that cannot be done. */
export async function copyAnswer(site: Site, answer: Answer): Promise<boolean> {
  const text = answerAsText(site, answer);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The clipboard is closed to pages served over plain HTTP inside a network.
    return copyBySelection(text);
  }
}

/** The question, the answer with [n] and the numbered references, as plain text. */
export function answerAsText({ words, server }: Site, answer: Answer): string {
  const whole = (address: string) => new URL(server.address(address), location.href).href;
  const register = answer.register?.status === "answered" ? answer.register : null;
  const said = answer.sentences.map((one) => sentenceAsText(words, one));
  const figures = register ? [`${register.reading} ${register.answer}`] : [];
  const references = answer.citations.map((citation) => referenceOf(words, citation, whole(citation.url)));
  const cells = (register?.citations ?? []).map((cell) => cellAsText(cell, whole(cell.url)));
  const understood = answer.understood_as ? `${words.say("ways.understood")} ${answer.understood_as}` : "";
  const listed = [words.say("answer.copy_sources"), ...references, ...cells].join("\n");
  const parts = [answer.question, understood, [...figures, ...said].join("\n"), listed, originOf(words, answer)];
  return parts.filter(Boolean).join("\n\n");
}

function sentenceAsText(words: Words, sentence: Sentence): string {
  const numbers = sentence.citations.map((n) => ` [${n}]`).join("");
  return `${sentence.text}${numbers}${sentence.verdict === "partly" ? ` (${words.say("answer.partly")})` : ""}`;
}

function referenceOf(words: Words, citation: Citation, address: string): string {
  const issued = [citation.publisher, citation.year ? `(${citation.year})` : ""].filter(Boolean).join(" ");
  return `[${citation.n}] ${[issued, titleAndPlace(words, citation)].filter(Boolean).join(". ")}. ${address}`;
}

function cellAsText(cell: Cell, address: string): string {
  return `${cell.label}: ${cell.original}. ${cell.source}, ${cell.sheet} ${cell.cell}. ${address}`;
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const field = element("textarea", { class: "hidden", "aria-hidden": "true", tabindex: "-1" });
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
