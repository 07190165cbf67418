/** What the register answers: figures, picture, rows, and the cells that each rests on. */
import { element, link, present, type Child } from "../nodes/elements.ts";
import type { Cell, Register, RegisterResult, RegisterRow } from "../server/types.ts";
import type { Site } from "../server/site.ts";

const ROWS_SHOWN = 20;

/** The register's part of an answer; null where it has none. */
export function figuresView(site: Site, register: Register | null): HTMLElement | null {
  if (register?.status !== "answered") return null;
  const setter = new FigureSetter(site, register);
  return element(
    "div",
    { class: "figures" },
    element("p", { class: "facts" }, register.reading),
    ...register.results.flatMap((result) => setter.result(result)),
  );
}

class FigureSetter {
  private readonly cells: ReadonlyMap<number, Cell>;

  constructor(
    private readonly site: Site,
    register: Register,
  ) {
    this.cells = new Map(register.citations.map((one) => [one.n, one]));
  }

  result(result: RegisterResult): Array<Node | string> {
    const grouped = result.figures.filter((figure) => figure.group.length > 0);
    const formulas = result.figures.filter((figure) => figure.formula && figure.group.length === 0);
    return present([
      element("p", {}, element("strong", {}, result.answer)),
      ...formulas.map((figure) => element("p", { class: "facts" }, figure.formula)),
      grouped.length > 0 ? this.groups(grouped) : null,
      this.picture(result),
      ...result.gaps.map((gap) => element("p", { class: "facts" }, gap)),
      ...result.warnings.map((one) => this.warning(one)),
      result.rows.length > 0 ? this.rows(result) : null,
      this.downloads(result),
    ]);
  }

  /** What to take care of; the way to the review only for those who may open it. */
  private warning({ text, url }: RegisterResult["warnings"][number]): HTMLElement {
    const { server, words } = this.site;
    const way = url && "reviews" in document.body.dataset ? [" ", link(server.address(url), {}, words.say("figures.review"))] : [];
    return element("p", { class: "notice" }, text, ...way);
  }

  /** Why the review points out what is shown, which is made of `n` rows; null where it does not. */
  private doubted(doubts: readonly string[], n: number): HTMLElement | null {
    if (doubts.length === 0) return null;
    const { words } = this.site;
    const said = n > 1 ? [words.say("figures.has_doubted")] : doubts.map((why) => words.say("figures.doubted", { why }));
    return element("span", { class: "facts" }, ` ${said.join(" ")}`);
  }

  private picture({ pictures }: RegisterResult): HTMLElement | null {
    if (!pictures) return null;
    const source = this.site.server.address(pictures.svg);
    const name = this.site.words.say("figures.picture");
    const chart = element("img", { src: source, alt: pictures.summary, loading: "lazy", class: "chart" });
    return element("div", { class: "scrolls drawn", tabindex: "0", role: "region", "aria-label": name }, chart);
  }

  private downloads({ downloads, pictures }: RegisterResult): HTMLElement {
    const to = (address: string, name: string) => link(this.site.server.address(address), {}, name);
    return element(
      "p",
      { class: "facts" },
      `${this.site.words.say("figures.download")} `,
      to(downloads.csv, "CSV"),
      ", ",
      to(downloads.xlsx, "XLSX"),
      ...(pictures ? [", ", to(pictures.png, "PNG")] : []),
    );
  }

  private groups(figures: RegisterResult["figures"]): HTMLElement {
    const { words } = this.site;
    const heads = [words.say("figures.group"), words.say("figures.value"), words.say("figures.made")];
    const rows = figures.map((figure) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, figure.group.map((label) => label || words.say("figures.unknown")).join(" · ")),
        element("td", {}, figure.text, this.doubted(figure.doubts ?? [], figure.n)),
        element("td", {}, figure.formula || figure.basis),
      ),
    );
    return table(words.say("figures.values"), heads, rows);
  }

  private rows(result: RegisterResult): HTMLElement {
    const { words } = this.site;
    const shown = result.rows.slice(0, ROWS_SHOWN);
    const count = result.row_count - shown.length;
    const named = result.rows.some((row) => row.project);
    const title = words.say("figures.rows", { count: result.row_count });
    const project = named ? [words.say("figures.project")] : [];
    const heads = [words.say("figures.agency"), ...project, words.say("figures.year"), words.say("figures.cells")];
    return element(
      "details",
      {},
      element("summary", {}, title),
      table(title, heads, shown.map((row) => this.row(row, named))),
      count > 0 ? element("p", { class: "facts" }, words.say("figures.more", { count })) : null,
    );
  }

  private row(row: RegisterRow, named: boolean): HTMLElement {
    const { server } = this.site;
    const name = row.project_id === null ? row.project : link(server.address(`/projekt/${row.project_id}`), {}, row.project);
    const cited = row.citations.map((n) => this.cells.get(n)).filter((cell) => cell !== undefined);
    const cells: Child[] = cited.flatMap((cell, at) => [at > 0 ? ", " : "", this.cell(cell)]);
    return element(
      "tr",
      {},
      element("th", { scope: "row" }, row.agency),
      named ? element("td", {}, name) : null,
      element("td", {}, String(row.year)),
      element("td", {}, ...cells, this.doubted(row.doubts ?? [], 1)),
    );
  }

  /** The cell as spreadsheets name it, with what it holds for those who listen. */
  private cell(cell: Cell): HTMLElement {
    const { words, server } = this.site;
    const original = cell.original || words.say("figures.empty");
    const { label, source, sheet } = cell;
    const name = words.say(sheet ? "figures.cell_of_sheet" : "figures.cell", { label, original, source, sheet });
    return link(server.address(cell.url), { title: name, "aria-label": `${label}: ${original}. ${cell.cell}, ${name}` }, `${label}: ${original}`);
  }
}

/** A table that scrolls across within its frame. */
function table(name: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement {
  return element(
    "div",
    { class: "scrolls", tabindex: "0", role: "region", "aria-label": name },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))),
      element("tbody", {}, ...rows),
    ),
  );
}
