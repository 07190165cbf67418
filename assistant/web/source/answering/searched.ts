/** What was searched for an answer, for those who want to know. */
import { button, dotted, element, link, present, type Child } from "../nodes/elements.ts";
import type { Answer, Hits } from "../server/types.ts";
import type { Site } from "../server/site.ts";
import type { Words } from "../wording/words.ts";
import { filterWords, partOf } from "./filters.ts";

/**
 * The question as it was understood, its filters, the passages that were read, version and time.
 * @param hits Null where they did not come, such as for a list.
 */
export function searchedView(site: Site, answer: Answer, hits: Hits | null): HTMLElement {
  const { words } = site;
  const rows: Child[] = [
    ...row(words.say("searched.question"), answer.understood_as ?? answer.question),
    ...row(words.say("searched.route"), words.name("routes", answer.route)),
    ...row(words.say("searched.filters"), ...filterItems(words, answer.filters)),
    ...row(words.say("searched.register"), answer.register?.status === "answered" ? answer.register.reading : null),
    ...row(words.say("searched.read", { count: hits?.hits.length ?? 0 }), hits && hits.hits.length > 0 ? hitList(site, hits) : null),
    ...row(words.say("searched.version"), answer.generation === null ? null : String(answer.generation)),
    ...row(words.say("searched.time"), madeIn(words, answer.timings_ms.total)),
  ];
  const summary = element("summary", {}, words.say("searched.heading"));
  return element("details", { class: "searched" }, summary, element("dl", {}, ...rows));
}

function row(name: string, ...told: readonly Child[]): HTMLElement[] {
  const said = present(told);
  return said.length > 0 ? [element("dt", {}, name), element("dd", {}, ...said)] : [];
}

function filterItems(words: Words, { applied, dropped }: Answer["filters"]): Child[] {
  const held = Object.entries(applied).filter((one): one is [string, string | number] => one[1] !== null);
  const gone = dropped ?? [];
  if (held.length === 0 && gone.length === 0) return [words.say("searched.no_filters")];
  const told = held.map(([name, value]) => filterWords(words, name, value));
  return [element("ul", {}, ...[...told, ...gone.map((one) => one.message)].map((text) => element("li", {}, text)))];
}

/** The passages by document, the best first. */
function hitList({ words, server }: Site, { hits }: Hits): HTMLElement {
  const item = (hit: Hits["hits"][number]) => {
    const page = hit.page === null ? null : words.say("sources.page", { label: String(hit.page) });
    const facts = dotted([hit.publisher, hit.year, page, hit.heading]);
    return element("li", {}, link(server.address(hit.url), {}, hit.title), facts ? element("span", { class: "facts" }, facts) : null);
  };
  return element("ol", { class: "passages" }, ...hits.map(item));
}

function madeIn(words: Words, milliseconds: number | undefined): string | null {
  if (milliseconds === undefined) return null;
  if (milliseconds < 100) return words.say("searched.at_once");
  return words.say("searched.seconds", { seconds: words.tenth(milliseconds / 1000) });
}

/** Which filters the question itself set; each can be taken away, by its part. */
export function readOutView(
  words: Words,
  filters: ReadonlyArray<readonly [string, string | number]>,
  askWithout: (part: string) => void,
): HTMLElement | null {
  if (filters.length === 0) return null;
  const chips = filters.map(([name, value]) => {
    const text = filterWords(words, name, value);
    const label = words.say("filters.remove", { filter: text });
    const remove = button({ class: "remove", "aria-label": label, title: label }, () => askWithout(partOf(name)), "×");
    return element("li", { class: "chip" }, text, remove);
  });
  const name = words.say("filters.read_out");
  return element(
    "div",
    { class: "read-out" },
    element("span", {}, `${name}: `),
    element("ul", { class: "chips", "aria-label": name }, ...chips),
    element("span", { class: "facts" }, words.say("filters.read_out_why")),
  );
}
