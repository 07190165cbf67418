/** What an answer can be taken along as: copied, printed, or as an evidence pack to register. */
import { button, element, link } from "../nodes/elements.ts";
import type { Answer } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import { copyAnswer } from "./copying.ts";

const FORMS = [
  ["pdf", "PDF"],
  ["docx", "Word"],
  ["md", "Markdown"],
  ["json", "JSON"],
] as const;

/** @param announce Says something to those who listen. */
export function evidenceView(site: Site, answer: Answer, announce: (words: string) => void): HTMLElement {
  const { words } = site;
  const copy = async () => {
    const isCopied = await copyAnswer(site, answer);
    announce(words.say(isCopied ? "answer.copied" : "answer.not_copied"));
  };
  return element(
    "div",
    { class: "taking" },
    element(
      "p",
      { class: "actions" },
      button({ class: "plain" }, () => void copy(), words.say("answer.copy")),
      button({ class: "plain" }, () => window.print(), words.say("answer.print")),
    ),
    packs(site, answer),
  );
}

/** Links to the pack in each form; null where the answer was not kept. */
function packs({ words, server }: Site, { answer_id: id }: Answer): HTMLElement | null {
  if (!id) return null;
  const name = words.say("answer.pack");
  const items = FORMS.map(([ending, form]) => {
    const address = server.address(`/api/v1/answers/${encodeURIComponent(id)}.${ending}`);
    const label = words.say("answer.pack_in", { form });
    return element("li", {}, link(address, { download: true, "aria-label": label }, form));
  });
  const lead = element("span", {}, `${name}:`);
  return element("div", { class: "packs", title: words.say("answer.pack_why") }, lead, element("ul", { class: "ways", "aria-label": name }, ...items));
}
