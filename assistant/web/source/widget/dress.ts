/** The widget's own style sheets, which need no leave of the page's policy. */
import dark from "./dark.css";
import light from "./widget.css";
import type { Theme } from "./settings.ts";

const DARK_WHEN: Readonly<Record<Theme, string>> = {
  auto: "screen and (prefers-color-scheme: dark)",
  light: "not all",
  dark: "screen",
};

/** Puts the sheets on `root`, made for the document that it stands in now. */
export function dress(root: ShadowRoot, theme: Theme): void {
  const view = root.ownerDocument.defaultView ?? window;
  const sheets = [new view.CSSStyleSheet(), new view.CSSStyleSheet({ media: DARK_WHEN[theme] })];
  sheets[0]?.replaceSync(light);
  sheets[1]?.replaceSync(dark);
  root.adoptedStyleSheets = sheets;
}
