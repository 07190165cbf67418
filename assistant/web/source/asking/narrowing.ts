/** The filters of a question: fields behind a summary, and what is chosen as chips. */
import { FILTERS, filterValue, filterWords, isYear, type FilterName } from "../answering/filters.ts";
import { button, element } from "../nodes/elements.ts";
import { ServerError } from "../server/server.ts";
import type { Site } from "../server/site.ts";
import type { Filters, Offered } from "../server/types.ts";

type Field = HTMLInputElement | HTMLSelectElement;
type Written = URLSearchParams | FormData;
type Option = readonly [value: string, text: string];

/** The fields of a form, each called as its filter. */
export class Narrowing {
  private readonly chips = element("ul", { class: "chips" });
  private readonly fault = element("p", { id: "narrow-fault", class: "fault", hidden: true });
  private readonly kinds: ReadonlySet<string>;
  private readonly details: HTMLDetailsElement;
  private isOffered = false;

  /**
   * @param form Holds the fields and the `details` element that they stand in.
   * @param place Where the chips go.
   * @param removed Told when a chip has been taken away.
   */
  constructor(
    private readonly site: Site,
    private readonly form: HTMLFormElement,
    place: HTMLElement,
    private readonly removed: () => void,
  ) {
    this.kinds = new Set(site.words.names("kinds"));
    this.chips.setAttribute("aria-label", site.words.say("filters.chosen"));
    place.replaceChildren(this.chips, this.fault);
    this.details = form.querySelector("details") as HTMLDetailsElement;
    this.details.addEventListener("toggle", () => void (this.details.open && !this.isOffered && this.offer()));
    for (const name of FILTERS) this.field(name).addEventListener("change", () => this.draw());
    this.draw();
  }

  /** What is chosen. */
  get value(): Filters {
    return this.of(new FormData(this.form));
  }

  /** The filters that a form or an address says; what cannot be meant is none. */
  of(written: Written): Filters {
    const found = FILTERS.map((name) => [name, filterValue(name, String(written.get(name) ?? ""), this.kinds)] as const);
    return Object.fromEntries(found.filter(([, value]) => value !== null)) as Filters;
  }

  /** Chooses what an address says. */
  read(query: Written): void {
    const chosen = this.of(query);
    for (const name of FILTERS) this.set(name, String(chosen[name] ?? (isYear(name) ? query.get(name) : null) ?? ""));
    this.draw();
  }

  /** Hides the fields, unless a person stands in one of them; the chips say what is chosen. */
  fold(): void {
    if (!this.details.contains(document.activeElement)) this.details.open = false;
  }

  private field(name: FilterName): Field {
    return this.form.elements.namedItem(name) as Field;
  }

  private set(name: FilterName, value: string): void {
    const field = this.field(name);
    if (field instanceof HTMLSelectElement) addOption(field, [value, this.named(name, value)]);
    field.value = value;
  }

  private named(name: FilterName, value: string): string {
    return name === "kind" ? this.site.words.name("kinds", value) : value;
  }

  private draw(): void {
    const { words } = this.site;
    const chosen = Object.entries(this.value) as Array<[FilterName, string | number]>;
    const items = chosen.map(([name, value]) => {
      const text = filterWords(words, name, value);
      const label = words.say("filters.remove", { filter: text });
      const remove = button({ class: "remove", "aria-label": label, title: label }, () => this.remove(name), "×");
      return element("li", { class: "chip" }, text, remove);
    });
    this.chips.replaceChildren(...items);
    this.chips.hidden = items.length === 0;
    this.tellUnread(chosen.map(([name]) => name));
  }

  /** Says which years cannot be read, for they narrow nothing. */
  private tellUnread(read: readonly FilterName[]): void {
    const unread = FILTERS.filter((name) => isYear(name) && this.field(name).value.trim() && !read.includes(name));
    for (const name of FILTERS.filter(isYear)) {
      this.field(name).setAttribute("aria-invalid", String(unread.includes(name)));
      this.field(name).setAttribute("aria-describedby", this.fault.id);
    }
    const { words } = this.site;
    this.fault.textContent = unread.map((name) => words.say("filters.no_year", { written: this.field(name).value.trim() })).join(" ");
    this.fault.hidden = unread.length === 0;
  }

  /** Takes a filter away; the focus goes to the next chip, or to the summary. */
  private remove(name: FilterName): void {
    const at = Object.keys(this.value).indexOf(name);
    this.set(name, "");
    this.draw();
    const left = this.chips.querySelectorAll<HTMLElement>("button");
    (left[Math.min(at, left.length - 1)] ?? this.form.querySelector("summary"))?.focus();
    this.removed();
  }

  /** Fetches what there is to choose from; without it the fields are filled by hand. */
  private async offer(): Promise<void> {
    const place = this.form.querySelector(".offered") as HTMLElement;
    try {
      place.textContent = "";
      this.fill(await this.site.server.filters());
      this.isOffered = true;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      place.textContent = `${error.message} ${error.remedy}`;
    }
  }

  private fill(offered: Offered): void {
    const { words } = this.site;
    const counted = (text: string, count: number) => words.say("filters.counted", { name: text, count });
    const names = [...offered.publishers].sort((a, b) => a.name.localeCompare(b.name, "sv"));
    const publishers = names.map(({ name, documents }): Option => [name, counted(name, documents)]);
    const kinds = offered.kinds.map(({ kind, documents }): Option => [kind, counted(words.name("kinds", kind), documents)]);
    for (const one of publishers) addOption(this.field("publisher") as HTMLSelectElement, one);
    for (const one of kinds) addOption(this.field("kind") as HTMLSelectElement, one);
    const known = this.form.querySelector("datalist") as HTMLElement;
    known.replaceChildren(...names.map(({ name }) => element("option", { value: name })));
    const { first_year: first, last_year: last } = offered;
    if (first === null || last === null) return;
    (this.form.querySelector(".offered") as HTMLElement).textContent = words.say("filters.years", { first: String(first), last: String(last) });
  }
}

/** Puts a choice into a field, or gives the one that is there the text. */
function addOption(field: HTMLSelectElement, [value, text]: Option): void {
  const known = [...field.options].find((option) => option.value === value);
  if (known && value) known.textContent = text;
  else if (!known) field.append(element("option", { value }, text));
}
