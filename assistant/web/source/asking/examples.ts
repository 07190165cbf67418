/** Questions that the library answers, held out before anything has been asked. */
import { element } from "../nodes/elements.ts";
import { ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import type { Choice } from "../server/types.ts";
import { addressOf } from "./addresses.ts";

/**
 * Makes the examples in `section` ask; where the page came without any, the server finds some.
 * A library that has none to give, or none at all, leaves the section hidden.
 */
export function examples(site: Site, section: HTMLElement, ask: (question: string) => void): void {
  section.addEventListener("click", (event) => {
    const example = event.target instanceof Element ? event.target.closest("a") : null;
    if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(example.textContent ?? "");
  });
  if (section.hidden) void fill(site, section);
}

async function fill({ server }: Site, section: HTMLElement): Promise<void> {
  try {
    const found = await server.examples();
    section.querySelector("ul")?.replaceChildren(...found.map(item));
    section.hidden = found.length === 0;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
  }
}

function item({ question }: Choice): HTMLElement {
  const href = addressOf({ question, filters: {} });
  return element("li", {}, element("a", { href, lang: "sv" }, question));
}
