/**
 * Shows what the register answers: figures, picture, rows, and the cells that each rests on.
 * @module figures
 */
import { element, link } from "./elements.js";
import { FIGURES } from "./texts.js";

const ROWS_SHOWN = 20;

/**
 * The register's part of an answer; null where it has none.
 * @param {object|null|undefined} register As `register` of an answer.
 * @returns {HTMLElement|null}
 */
export function figuresView(register) {
  if (register?.status !== "answered") return null;
  const cells = new Map(register.citations.map((one) => [one.n, one]));
  return element(
    "div",
    { class: "figures" },
    element("p", { class: "facts" }, register.reading),
    ...register.results.flatMap((result) => resultView(result, cells)),
  );
}

function resultView(result, cells) {
  const grouped = result.figures.filter((figure) => figure.group.length > 0);
  return [
    element("p", {}, element("strong", {}, result.answer)),
    ...result.figures.filter((figure) => figure.formula && !figure.group.length).map((figure) => element("p", { class: "facts" }, figure.formula)),
    grouped.length > 0 ? groupTable(grouped) : null,
    result.pictures ? element("p", {}, element("img", { src: result.pictures.svg, alt: result.pictures.summary, loading: "lazy", class: "chart" })) : null,
    ...result.gaps.map((gap) => element("p", { class: "facts" }, gap)),
    ...result.warnings.map((one) => element("p", { class: "notice" }, one.text)),
    result.rows.length > 0 ? rowsView(result, cells) : null,
    element(
      "p",
      { class: "facts" },
      `${FIGURES.download} `,
      link(result.downloads.csv, {}, "CSV"),
      ", ",
      link(result.downloads.xlsx, {}, "XLSX"),
      ...(result.pictures ? [", ", link(result.pictures.png, {}, "PNG")] : []),
    ),
  ].filter(Boolean);
}

function groupTable(figures) {
  return element(
    "div",
    { class: "scrolls", tabindex: "0", role: "region", "aria-label": FIGURES.values },
    element(
      "table",
      {},
      element("thead", {}, element("tr", {}, ...[FIGURES.group, FIGURES.value, FIGURES.made].map(header))),
      element(
        "tbody",
        {},
        ...figures.map((figure) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, figure.group.map((label) => label || FIGURES.unknown).join(" · ")),
            element("td", {}, figure.text),
            element("td", {}, figure.formula || figure.basis),
          ),
        ),
      ),
    ),
  );
}

function rowsView(result, cells) {
  const shown = result.rows.slice(0, ROWS_SHOWN);
  const more = result.row_count - shown.length;
  const named = result.rows.some((row) => row.project);
  return element(
    "details",
    {},
    element("summary", {}, FIGURES.rows(result.row_count)),
    element(
      "div",
      { class: "scrolls", tabindex: "0", role: "region", "aria-label": FIGURES.rows(result.row_count) },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...[FIGURES.agency, named ? FIGURES.project : null, FIGURES.year, FIGURES.cells].filter(Boolean).map(header))),
        element("tbody", {}, ...shown.map((row) => rowView(row, named, cells))),
      ),
    ),
    more > 0 ? element("p", { class: "facts" }, FIGURES.more(more)) : null,
  );
}

function rowView(row, named, cells) {
  const name = row.project_id === null ? row.project : link(`/projekt/${row.project_id}`, {}, row.project);
  const cited = row.citations.map((n) => cells.get(n)).filter(Boolean);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, row.agency),
    named ? element("td", {}, name) : null,
    element("td", {}, String(row.year)),
    element("td", {}, ...cited.flatMap((one, at) => [at > 0 ? ", " : "", cellLink(one)])),
  );
}

/** The cell as spreadsheets name it, with what it holds for those who listen. */
function cellLink(one) {
  const name = FIGURES.cell(one.label, one.original, one.source, one.sheet);
  return link(one.url, { title: name, "aria-label": `${one.cell}, ${name}` }, `${one.label}: ${one.original || FIGURES.empty}`);
}

function header(text) {
  return element("th", { scope: "col" }, text);
}
