/**
 * Remembers the last answers of this tab, so that going back to one shows it at once.
 * @module memory
 */

const KEY = "answers";
const KEPT = 8;

/** @returns {Array<{address: string, answer: object, opened: number|null}>} Oldest first. */
function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

/** @returns {string} The address of the page shown now, without host. */
export function addressNow() {
  return location.pathname + location.search;
}

/**
 * Keeps an answer, and which of its sources is open, as the latest.
 * @param {string} address
 * @param {object} answer As `POST /api/v1/ask` gives it.
 * @param {number|null} opened
 */
export function remember(address, answer, opened) {
  const others = all().filter((one) => one.address !== address);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...others, { address, answer, opened }].slice(-KEPT)));
  } catch {
    // Full or closed storage only means that going back asks again.
  }
}

/**
 * @param {string} address
 * @returns {{answer: object, opened: number|null}|null} Null when it is not remembered.
 */
export function recall(address) {
  return all().find((one) => one.address === address) ?? null;
}

/** @returns {string|null} The address of the latest answer in this tab. */
export function latestAddress() {
  return all().at(-1)?.address ?? null;
}
