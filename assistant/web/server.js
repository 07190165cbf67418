/**
 * Talks to the API; every failure becomes a `ServerError` with Swedish words.
 * @module server
 */
import { ERRORS } from "./texts.js";

/** What went wrong (`message`) and what a person can do (`remedy`), both fit to show. */
export class ServerError extends Error {
  /** @param {string} message @param {string} remedy */
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** @throws {ServerError} And DOMException "AbortError" where the caller aborted. */
async function send(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ServerError(ERRORS.unreachable, ERRORS.unreachableRemedy);
  }
}

/** @param {{error?: {message: string, remedy: string}}|null} body @param {number} status @returns {ServerError} */
export function failure(body, status = 500) {
  return new ServerError(
    body?.error?.message ?? ERRORS.unknown(status),
    body?.error?.remedy ?? ERRORS.unknownRemedy,
  );
}

/**
 * @param {Response} response
 * @returns {Promise<any>} The JSON of a good answer.
 * @throws {ServerError} And DOMException "AbortError" where the caller aborted.
 */
export async function bodyOf(response) {
  const body = await response.json().catch((error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  if (response.ok && body !== null) return body;
  throw failure(body, response.status);
}

/** The JSON at `path`; throws as `bodyOf`. @param {string} path @returns {Promise<any>} */
async function call(path) {
  return bodyOf(await send(path, { headers: { Accept: "application/json" } }));
}

/**
 * Sends a question, for an answer in the form of `accept`.
 * @param {{question: string, earlier: string[]}} asked The question and those before it.
 * @param {AbortSignal} signal
 * @param {string} accept A media type.
 * @returns {Promise<Response>}
 */
export function post(asked, signal, accept) {
  return send("/api/v1/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify(asked),
    signal,
  });
}

/** @param {object} asked As for `post`. @param {AbortSignal} signal @returns {Promise<object>} The answer, at once. */
export async function ask(asked, signal) {
  return bodyOf(await post(asked, signal, "application/json"));
}

/** @returns {Promise<Array<object>>} Every document of the library, without its text. */
export async function documents() {
  return (await call("/api/v1/documents")).documents;
}

/** @returns {Promise<number|null>} How many documents the library holds; null when unknown. */
export async function documentCount() {
  const state = await call("/readyz").catch(() => null);
  return typeof state?.documents === "number" ? state.documents : null;
}

const fetched = new Map();

/**
 * One document with its text, pages and headings; fetched once per page view.
 * @param {string} id
 * @returns {Promise<object>}
 */
export function documentById(id) {
  if (!fetched.has(id)) {
    const wanted = call(`/api/v1/documents/${encodeURIComponent(id)}`);
    wanted.catch(() => fetched.delete(id));
    fetched.set(id, wanted);
  }
  return fetched.get(id);
}

const WIDTHS = [600, 900, 1200, 1600];

/**
 * Where the picture of a page is, sharp enough for `pixels` on this screen.
 * @param {string} id
 * @param {number} page Counted from 1 in the file.
 * @param {{start: number, end: number}|null} quote Code points of the text; null marks nothing.
 * @param {number} pixels CSS pixels the picture will be wide.
 * @returns {string}
 */
export function pictureAddress(id, page, quote, pixels) {
  const wanted = pixels * Math.min(window.devicePixelRatio || 1, 2);
  const query = new URLSearchParams({ width: String(WIDTHS.find((width) => width >= wanted) ?? WIDTHS.at(-1)) });
  if (quote) {
    query.set("start", String(quote.start));
    query.set("end", String(quote.end));
  }
  return `/api/v1/documents/${encodeURIComponent(id)}/pages/${page}/picture?${query}`;
}
