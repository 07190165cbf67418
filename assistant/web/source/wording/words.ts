/**
 * What the scripts say, in the language of the page: texts by key out of the message files,
 * numbers and lists as that language writes them.
 */
import en from "../../../messages/en/scripts.json" with { type: "json" };
import sv from "../../../messages/sv/scripts.json" with { type: "json" };

type Catalogue = typeof sv;
type KeyOf<Part extends keyof Catalogue> = `${Part}.${keyof Catalogue[Part] & string}`;
/** The key of a text: its part and its name, as "ask.waiting". */
export type Key = { [Part in keyof Catalogue]: KeyOf<Part> }[keyof Catalogue];
/** What stands in a text's braces; `count` chooses between one and several, too. */
export type Values = Readonly<Record<string, string | number>>;
/** The parts that name the values of the API. */
type Named = "kinds" | "statuses" | "languages" | "witnesses" | "narrowed" | "routes" | "verdicts";
type Plural = { readonly one: string; readonly other: string };

const CATALOGUES: Readonly<Record<string, Catalogue>> = { sv, en };
const LOCALES: Readonly<Record<string, string>> = { sv: "sv-SE", en: "en-GB" };

/** The texts of one language. */
export class Words {
  readonly language: string;
  private readonly catalogue: Catalogue;
  private readonly numbers: Intl.NumberFormat;
  private readonly tenths: Intl.NumberFormat;
  private readonly plurals: Intl.PluralRules;

  /** @param language A language tag; one that there are no texts in counts as Swedish. */
  constructor(language: string) {
    const known = language.slice(0, 2).toLowerCase();
    this.language = known in CATALOGUES ? known : "sv";
    this.catalogue = CATALOGUES[this.language] ?? sv;
    const locale = LOCALES[this.language];
    this.numbers = new Intl.NumberFormat(locale);
    this.tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    this.plurals = new Intl.PluralRules(locale);
  }

  /** The text of `key`, with `values` in its braces; numbers are written as the language does. */
  say(key: Key, values: Values = {}): string {
    const [part, name] = key.split(".") as [keyof Catalogue, string];
    const text = (this.catalogue[part] as Record<string, string | Plural>)[name] ?? key;
    const form = typeof text === "string" ? text : text[this.formOf(values.count)];
    return form.replace(/\{(\w+)\}/g, (whole, wanted: string) => {
      const value = values[wanted];
      return typeof value === "number" ? this.numbers.format(value) : (value ?? whole);
    });
  }

  /** The word that `part` has for a value of the API; the value itself where it has none. */
  name(part: Named, value: string): string {
    return (this.catalogue[part] as Record<string, string>)[value] ?? value;
  }

  /** The values of the API that `part` has words for. */
  names(part: Named): string[] {
    return Object.keys(this.catalogue[part]);
  }

  /** A number with one decimal. */
  tenth(value: number): string {
    return this.tenths.format(value);
  }

  /** "a, b och c" */
  enumerated(parts: readonly string[]): string {
    return [parts.slice(0, -1).join(", "), parts.at(-1)].filter(Boolean).join(this.say("ask.and"));
  }

  private formOf(count: string | number | undefined): "one" | "other" {
    return this.plurals.select(Number(count)) === "one" ? "one" : "other";
  }
}
