/** Links of a widget lead to Lärdom in a new tab, so that the page it stands on stays. */
import { element, link } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";

/** A link to `path` at the server, in a new tab. */
export function linkOut({ words, server }: Site, path: string, said: string, attributes: Record<string, string> = {}): HTMLElement {
  const node = link(server.address(path), attributes, said);
  outwards(node, words);
  return node;
}

/** Makes `node`, or else the links in it, open in a new tab, and say so to those who listen. */
export function outwards(node: Node, words: Words): void {
  const links = node instanceof HTMLAnchorElement ? [node] : node instanceof Element ? [...node.querySelectorAll("a")] : [];
  for (const one of links) {
    if (one.target) continue;
    one.target = "_blank";
    one.rel = "noopener";
    if (one.ariaLabel) one.ariaLabel += words.say("widget.new_tab");
    else one.append(element("span", { class: "hidden" }, words.say("widget.new_tab")));
  }
}
