/**
 * Builds nodes. Content only ever becomes text nodes, so no document can bring markup along.
 * @module elements
 */

/**
 * A new element.
 * @param {string} name Tag name.
 * @param {Object<string, string|number|boolean|null|undefined>} attributes Null, undefined and
 *   false leave the attribute out; true sets it empty. Event attributes are refused.
 * @param {...(Node|string|null|undefined)} children Strings become text nodes.
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) throw new TypeError(`${key}: use addEventListener`);
    if (value === null || value === undefined || value === false) continue;
    node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/**
 * A button that does `act` when activated.
 * @param {Object<string, string|boolean|null>} attributes
 * @param {() => void} act
 * @param {...(Node|string)} children
 * @returns {HTMLButtonElement}
 */
export function button(attributes, act, ...children) {
  const node = element("button", { type: "button", ...attributes }, ...children);
  node.addEventListener("click", act);
  return node;
}

/**
 * A link where `address` is one a person may be sent to, otherwise the plain words.
 * @param {string|null} address
 * @param {Object<string, string>} attributes
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function link(address, attributes, ...children) {
  const safe = safeAddress(address);
  return safe ? element("a", { ...attributes, href: safe }, ...children) : element("span", {}, ...children);
}

/**
 * `address` if it leads to the web (http, https) or stays here; null for anything else,
 * such as `javascript:`.
 * @param {string|null|undefined} address
 * @returns {string|null}
 */
export function safeAddress(address) {
  if (!address) return null;
  try {
    return ["http:", "https:"].includes(new URL(address, location.origin).protocol) ? address : null;
  } catch {
    return null;
  }
}

/**
 * The parts that say something, with a middle dot between.
 * @param {Array<string|number|null|undefined>} parts
 * @returns {string}
 */
export function dotted(parts) {
  return parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ");
}

/**
 * A box that says what went wrong and what a person can do about it.
 * @param {string} heading
 * @param {{message: string, remedy: string}} error
 * @param {(() => void)|null} retry
 * @param {string} retryWords
 * @returns {HTMLElement}
 */
export function errorBox(heading, error, retry, retryWords) {
  return element(
    "section",
    { class: "error" },
    element("h2", {}, heading),
    element("p", {}, error.message),
    error.remedy ? element("p", {}, error.remedy) : null,
    retry ? button({ class: "plain" }, retry, retryWords) : null,
  );
}
