/** The editions of a publication: the newest, the one that is shown, and those that it has replaced. */
import { dotted, element, link } from "../nodes/elements.ts";
import type { Named, WholeDocument } from "../server/types.ts";
import type { Words } from "../wording/words.ts";

/** The editions as a list, the newest first; null where there is only the one. */
export function editionsView(words: Words, document: WholeDocument): HTMLElement | null {
  const { newest_edition: newest, older_editions: older } = document;
  if (!newest && older.length === 0) return null;
  const lines = [
    newest ? element("li", {}, words.say("document.newer"), " ", edition(newest)) : null,
    element("li", {}, words.say("document.this"), " ", dotted([document.title, document.year])),
    ...older.map((one) => element("li", {}, words.say("document.older"), " ", edition(one))),
  ];
  return element(
    "section",
    { class: "editions", "aria-labelledby": "editions-title" },
    element("h2", { id: "editions-title" }, words.say("document.editions")),
    element("ul", {}, ...lines),
  );
}

function edition(one: Named): HTMLElement {
  return link(one.url, {}, dotted([one.title, one.year]));
}
