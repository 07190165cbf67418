/** What a widget tells the page that it stands on. */

/** The detail of each event. */
export interface Details {
  "lardom-open": null;
  "lardom-close": null;
  "lardom-question": { readonly question: string };
  /** `sentences` and `sources` are how many there are. */
  "lardom-answer": {
    readonly question: string;
    readonly status: string;
    readonly route: string;
    readonly sentences: number;
    readonly sources: number;
  };
  "lardom-error": { readonly message: string; readonly remedy: string };
}

/** Tells the page of something. */
export type Tell = <Name extends keyof Details>(name: Name, detail: Details[Name]) => void;

/** Events of `element` that go up through the page, out of shadow roots too. */
export function tellFrom(element: Element): Tell {
  return (name, detail) => {
    element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  };
}
