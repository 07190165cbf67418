/** What the API gives, as far as the pages use it; its documentation is in /openapi.json. */

export interface Citation {
  readonly n: number;
  readonly document_id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly year: number | null;
  readonly page: number | null;
  readonly page_label: string | null;
  readonly heading: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly superseded_by: string | null;
  /** Where it was published, and the name of the section that the quote stands under. */
  readonly original_url: string | null;
  readonly anchor: string | null;
}

export interface Sentence {
  readonly text: string;
  readonly citations: readonly number[];
  readonly verdict: string;
}

/** A document as lists name it. */
export interface Named {
  readonly document_id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly year: number | null;
  readonly url: string;
}

export interface Listing {
  readonly count: number;
  readonly looked_through: number;
  readonly topic: readonly string[];
  readonly documents: ReadonlyArray<Named & { readonly heading: string }>;
}

export interface Choice {
  readonly label: string;
  readonly question: string;
}

export interface Answer {
  readonly question: string;
  readonly status: string;
  readonly answer: string;
  readonly sentences: readonly Sentence[];
  readonly citations: readonly Citation[];
  readonly nearest: readonly Named[];
  readonly notice: string | null;
  readonly generation: number | null;
  readonly model: string | null;
  readonly ai_generated: boolean;
  readonly timings_ms: Readonly<Record<string, number>>;
  readonly filters: {
    readonly applied: Readonly<Record<string, string | number | null>>;
    readonly dropped?: ReadonlyArray<{ readonly message: string }>;
  };
  readonly answer_id: string | null;
  readonly route: string;
  readonly choices: readonly Choice[];
  readonly listing: Listing | null;
  readonly understood_as: string | null;
  readonly conversation_id: string | null;
  readonly short_answer: { readonly text: string; readonly citations: readonly number[] } | null;
  readonly register: Register | null;
  readonly curated: Curated | null;
}

/** That an answer was written and reviewed by people, and pinned to its question. */
export interface Curated {
  readonly id: string;
  readonly reviewer: string;
  readonly reviewed: string;
  readonly expires: string;
}

/** What the register says. */
export interface Register {
  readonly status: string;
  readonly reading: string;
  readonly answer: string;
  readonly results: readonly RegisterResult[];
  readonly citations: readonly Cell[];
}

export interface RegisterResult {
  readonly answer: string;
  readonly figures: ReadonlyArray<{
    readonly group: ReadonlyArray<string | null>;
    readonly text: string;
    readonly formula: string;
    readonly basis: string;
    readonly n: number;
    readonly doubts?: readonly string[];
  }>;
  readonly pictures: { readonly svg: string; readonly png: string; readonly summary: string } | null;
  readonly gaps: readonly string[];
  readonly warnings: ReadonlyArray<{ readonly text: string; readonly url?: string }>;
  readonly rows: readonly RegisterRow[];
  readonly row_count: number;
  readonly downloads: { readonly csv: string; readonly xlsx: string };
}

export interface RegisterRow {
  readonly agency: string;
  readonly project: string;
  readonly project_id: number | string | null;
  readonly year: number;
  readonly citations: readonly number[];
  readonly doubts?: readonly string[];
}

export interface Cell {
  readonly n: number;
  readonly label: string;
  readonly original: string;
  readonly source: string;
  readonly sheet: string;
  readonly cell: string;
  readonly url: string;
}

export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly start: number;
  /** The section where it was published, for web pages. */
  readonly original_url: string | null;
}

export interface PageShown {
  readonly number: number;
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly recognised: boolean;
}

/** Offsets in code points of a document's text, `end` not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Document extends Named {
  readonly kind: string;
  readonly date: string | null;
  readonly publication_number: string | null;
  readonly diarienummer: string | null;
  readonly language: string | null;
  readonly projects: readonly string[];
  readonly systems: readonly string[];
  readonly places: readonly string[];
  readonly original_url: string | null;
  readonly origins: ReadonlyArray<{ readonly field: string; readonly witness: string; readonly confidence: number }>;
  readonly access: readonly string[];
  readonly newest_edition: Named | null;
  readonly older_editions: readonly Named[];
}

export interface WholeDocument extends Document {
  readonly text: string;
  readonly pages: readonly PageShown[];
  readonly headings: readonly Heading[];
}

/** The passages that an answer is sought in. */
export interface Hits {
  readonly hits: ReadonlyArray<Named & { readonly page: number | null; readonly heading: string }>;
}

/** Which documents may answer; what is left out leaves all. */
export interface Filters {
  readonly publisher?: string;
  readonly agency?: string;
  readonly kind?: string;
  readonly first_year?: number;
  readonly last_year?: number;
}

/** A question and those before it, of which documents. */
export interface Asked {
  readonly question: string;
  readonly earlier: readonly string[];
  readonly filters?: Filters;
  readonly ignore_filters?: readonly string[];
  readonly ignore_curated?: boolean;
}

/** What there is to narrow a question to. */
export interface Offered {
  readonly publishers: ReadonlyArray<{ readonly name: string; readonly documents: number }>;
  readonly kinds: ReadonlyArray<{ readonly kind: string; readonly documents: number }>;
  readonly first_year: number | null;
  readonly last_year: number | null;
}

/** What a reader says of an answer, or of the citation of that number. */
export interface Said {
  readonly verdict: "right" | "wrong" | "outdated";
  readonly citation: number | null;
  readonly text: string;
}
