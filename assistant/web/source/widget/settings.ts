/** How a widget is set: by the attributes of its element. */
export const ATTRIBUTES = ["language", "place", "title", "filter", "theme"] as const;

const PLACES = ["launcher", "inline"] as const;
const THEMES = ["auto", "light", "dark"] as const;
const LANGUAGES = ["sv", "en"] as const;

export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly language: (typeof LANGUAGES)[number];
  readonly place: (typeof PLACES)[number];
  /** What stands at the top; "" is what the language calls it. */
  readonly title: string;
  /** As it is written. */
  readonly filter: string;
  readonly theme: Theme;
}

/** The settings that `element` asks for; a value that is none is told in the console, and left. */
export function settingsOf(element: Element): Settings {
  const chosen = <Value extends string>(name: string, known: readonly [Value, ...Value[]]): Value => {
    const wanted = element.getAttribute(name);
    const value = known.find((one) => one === wanted);
    if (wanted && !value) console.warn(`lardom-chat: ${name}="${wanted}" finns inte; välj ${known.join(", ")}.`);
    return value ?? known[0];
  };
  return {
    language: chosen("language", LANGUAGES),
    place: chosen("place", PLACES),
    title: element.getAttribute("title")?.trim() ?? "",
    filter: element.getAttribute("filter") ?? "",
    theme: chosen("theme", THEMES),
  };
}
