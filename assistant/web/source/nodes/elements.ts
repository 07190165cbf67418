/**
 * Builds nodes. Content only ever becomes text nodes, so no document can bring markup along.
 */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;
export type Child = Node | string | null | undefined;

/**
 * A new element: null, undefined and false leave an attribute out, true sets it empty; strings
 * become text nodes.
 * @throws TypeError For event attributes.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) throw new TypeError(`${key}: use addEventListener`);
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...present(children));
  return node;
}

/** A button that does `act` when it is activated. */
export function button(attributes: Attributes, act: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const node = element("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", act);
  return node;
}

/** A link where `address` is one a person may be sent to, otherwise the plain words. */
export function link(address: string | null | undefined, attributes: Attributes, ...children: readonly Child[]): HTMLElement {
  const safe = safeAddress(address);
  return safe ? element("a", { ...attributes, href: safe }, ...children) : element("span", {}, ...children);
}

/** `address` if it leads to the web (http, https) or stays here; null for all else (`javascript:`). */
export function safeAddress(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    return ["http:", "https:"].includes(new URL(address, location.href).protocol) ? address : null;
  } catch {
    return null;
  }
}

/** The parts that say something, with a middle dot between. */
export function dotted(parts: ReadonlyArray<string | number | null | undefined>): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ");
}

/** The children that are there. */
export function present(children: readonly Child[]): Array<Node | string> {
  return children.filter((child) => child !== null && child !== undefined);
}
