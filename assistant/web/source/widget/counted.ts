/** What the register answers, in a widget: words, a table and the cells; the rest is at Lärdom. */
import { element, link, present } from "../nodes/elements.ts";
import type { Site } from "../server/site.ts";
import type { Answer, Cell, RegisterResult } from "../server/types.ts";
import { linkOut } from "./outwards.ts";

const CELLS_SHOWN = 20;

/** The register's part of an answer; nothing where it has none. */
export function countedView(site: Site, answer: Answer): Array<Node | string> {
  const { register } = answer;
  if (register?.status !== "answered") return [];
  const question = new URLSearchParams({ q: answer.understood_as ?? answer.question });
  return present([
    element("p", { class: "facts" }, register.reading),
    ...register.results.flatMap((result) => resultView(site, result)),
    cellsView(site, register.citations),
    element("p", {}, linkOut(site, `/?${question}`, site.words.say("widget.counted"))),
  ]);
}

function resultView(site: Site, result: RegisterResult): Array<Node | string> {
  const { words } = site;
  const grouped = result.figures.filter((figure) => figure.group.length > 0);
  const formulas = result.figures.filter((figure) => figure.formula && figure.group.length === 0);
  const row = (figure: RegisterResult["figures"][number]) => {
    const group = figure.group.map((label) => label || words.say("figures.unknown")).join(" · ");
    const doubts = figure.doubts ?? [];
    const said = figure.n > 1 ? [words.say("figures.has_doubted")] : doubts.map((why) => words.say("figures.doubted", { why }));
    const mark = doubts.length > 0 ? element("span", { class: "facts" }, ` ${said.join(" ")}`) : null;
    return element("tr", {}, element("th", { scope: "row" }, group), element("td", {}, figure.text, mark));
  };
  const heads = [words.say("figures.group"), words.say("figures.value")];
  return present([
    // What a table says again is not to shout.
    element("p", {}, grouped.length > 0 ? result.answer : element("strong", {}, result.answer)),
    ...formulas.map((figure) => element("p", { class: "facts" }, figure.formula)),
    grouped.length > 0 ? table(words.say("figures.values"), heads, grouped.map(row)) : null,
    ...result.gaps.map((gap) => element("p", { class: "facts" }, gap)),
    ...result.warnings.map((one) => element("p", { class: "notice" }, one.text)),
  ]);
}

/** A table that scrolls across within its frame. */
function table(name: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)));
  return element(
    "div",
    { class: "scrolls", tabindex: "0", role: "group", "aria-label": name },
    element("table", { part: "table" }, element("thead", {}, head), element("tbody", {}, ...rows)),
  );
}

function cellsView({ words, server }: Site, cells: readonly Cell[]): HTMLElement | null {
  if (cells.length === 0) return null;
  const item = ({ label, original, source, sheet, cell, url }: Cell) => {
    const value = original || words.say("figures.empty");
    const place = words.say("widget.cell_place", { source, sheet, cell });
    const way = link(server.address(url), {}, words.say("widget.cell", { label, value }));
    return element("li", {}, way, element("span", { class: "facts" }, place));
  };
  const count = cells.length - CELLS_SHOWN;
  return element(
    "details",
    {},
    element("summary", {}, words.say("widget.cells", { count: cells.length })),
    element("ul", {}, ...cells.slice(0, CELLS_SHOWN).map(item)),
    count > 0 ? element("p", { class: "facts" }, words.say("widget.more_cells", { count })) : null,
  );
}
