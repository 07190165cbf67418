/** The frame of a widget: inline a part of its page, otherwise a window that a button opens. */
import { button, element } from "../nodes/elements.ts";
import type { Words } from "../wording/words.ts";
import type { Settings } from "./settings.ts";

/** What a panel tells of and is told. */
export interface PanelHeard {
  opened(): void;
  closed(): void;
  /** Puts the focus where one begins. */
  focus(): void;
}

export class Panel {
  readonly nodes: readonly HTMLElement[];
  private readonly frame: HTMLElement;
  private readonly launcher: HTMLButtonElement | null;
  private readonly heading = element("h2", { id: "title", part: "title" });
  private before: HTMLElement | null = null;

  /** @param buttons Stand at the top, before the one that closes. */
  constructor(
    private readonly words: Words,
    settings: Settings,
    private readonly heard: PanelHeard,
    buttons: readonly HTMLElement[],
    content: readonly HTMLElement[],
  ) {
    const isInline = settings.place === "inline";
    const close = button({ class: "plain close", part: "close" }, () => this.close(), words.say("widget.close"));
    const head = element("div", { class: "head", part: "head" }, this.heading, ...buttons, isInline ? null : close);
    const role = { role: isInline ? "group" : "dialog", "aria-labelledby": "title" };
    this.frame = element("div", { class: `panel ${settings.place}`, part: "panel", hidden: !isInline, ...role }, head, ...content);
    this.launcher = isInline ? null : this.launcherButton();
    this.nodes = this.launcher ? [this.launcher, this.frame] : [this.frame];
    this.entitle(settings.title);
    if (this.launcher) this.frame.addEventListener("keydown", (event) => this.escape(event));
  }

  get isOpen(): boolean {
    return !this.frame.hidden;
  }

  /** Names the window; "" gives it the name that the language has. */
  entitle(title: string): void {
    const name = title || this.words.say("widget.title");
    this.heading.textContent = name;
    if (this.launcher) this.launcher.textContent = name;
  }

  /** Lifts what floats above all of the page; to be called whenever it has come into a page. */
  settle(): void {
    if (!this.launcher || !("showPopover" in this.frame)) return;
    for (const node of this.nodes) if (node.isConnected && !node.matches(":popover-open")) node.showPopover();
  }

  open(): void {
    if (!this.launcher || this.isOpen) return;
    this.before = deepestFocus();
    this.show(true);
    this.heard.focus();
    this.heard.opened();
  }

  /** Shows the window or its button; the focus stays, and nobody is told. */
  show(isOpen: boolean): void {
    if (!this.launcher) return;
    this.frame.hidden = !isOpen;
    this.launcher.hidden = isOpen;
    this.launcher.setAttribute("aria-expanded", String(isOpen));
  }

  /** Closes; who stood in it goes back to where they came from. */
  close(): void {
    if (!this.launcher || !this.isOpen) return;
    const isWithin = this.frame.matches(":focus-within");
    this.show(false);
    if (isWithin) (this.before?.isConnected ? this.before : this.launcher).focus();
    this.heard.closed();
  }

  /** Escape closes, from anywhere in the page that does not use the key itself. */
  escape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || !this.launcher || !this.isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  private launcherButton(): HTMLButtonElement {
    const attributes = { class: "launcher primary", part: "launcher", "aria-haspopup": "dialog", "aria-expanded": "false" };
    const node = button(attributes, () => this.open());
    for (const one of [node, this.frame]) one.popover = "manual";
    return node;
  }
}

/** What has the focus, within shadow roots too; null where nothing has. */
function deepestFocus(): HTMLElement | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found instanceof HTMLElement && found !== document.body ? found : null;
}
