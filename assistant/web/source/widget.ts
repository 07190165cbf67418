/**
 * The widget of other web sites: the element `lardom-chat`, which asks the server that this script
 * comes from. docs/widget.md tells of its attributes, parts, properties and events.
 */
import { siteOf } from "./server/site.ts";
import { Chat } from "./widget/chat.ts";
import { dress } from "./widget/dress.ts";
import { tellFrom } from "./widget/events.ts";
import { ATTRIBUTES, settingsOf } from "./widget/settings.ts";

const HOME = new URL(".", import.meta.url).href.replace(/\/$/, "");

class LardomChat extends HTMLElement {
  static readonly observedAttributes = ATTRIBUTES;
  private readonly root = this.attachShadow({ mode: "open" });
  private chat: Chat | null = null;
  private listening = new AbortController();

  connectedCallback(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.ownerDocument.addEventListener("keydown", (event) => this.chat?.escape(event), { signal });
    dress(this.root, settingsOf(this).theme);
    if (this.chat) this.chat.settle();
    else this.build();
  }

  disconnectedCallback(): void {
    this.listening.abort();
    // Whoever moves the element takes it out and puts it in at once: the search goes on then.
    queueMicrotask(() => {
      if (!this.isConnected) this.chat?.stop();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.chat) return;
    if (name === "language" || name === "place") this.build();
    else if (name === "theme") dress(this.root, settingsOf(this).theme);
    else this.chat.set(settingsOf(this));
  }

  /** Opens the window; an inline widget is always open. */
  open(): void {
    this.chat?.open();
  }

  close(): void {
    this.chat?.close();
  }

  /** Builds what is shown; what was asked before stays. */
  private build(): void {
    const settings = settingsOf(this);
    const held = this.chat?.held;
    this.chat?.stop();
    this.chat = new Chat(siteOf(settings.language, HOME), settings, tellFrom(this));
    this.root.replaceChildren(this.chat.node);
    this.chat.settle();
    if (held) this.chat.takeOver(held);
  }
}

if (!customElements.get("lardom-chat")) customElements.define("lardom-chat", LardomChat);
