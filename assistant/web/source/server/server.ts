/** Talks to the API; every failure becomes a `ServerError` with words for the person. */
import type { Trouble } from "../nodes/notices.ts";
import type { Words } from "../wording/words.ts";
import { Visit } from "./visit.ts";
import type { Answer, Asked, Choice, Document, Offered, Said, Span, WholeDocument } from "./types.ts";

/** What went wrong and what a person can do, both fit to show. */
export class ServerError extends Error implements Trouble {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

interface FailureBody {
  readonly error?: { readonly message: string; readonly remedy: string };
}

const WIDTHS = [600, 900, 1200, 1600] as const;

/** Whether `error` is that the caller lost interest. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** One Lärdom server. */
export class Server {
  private readonly fetched = new Map<string, Promise<WholeDocument>>();
  private readonly visit = new Visit();

  /**
   * @param base Its address without a last slash; "" is the server that the page came from.
   * @param words What is said where the server itself says nothing.
   */
  constructor(
    readonly base: string,
    private readonly words: Words,
  ) {}

  /** The address of `path` at this server. */
  address(path: string): string {
    return path.startsWith("/") ? this.base + path : path;
  }

  /**
   * Sends a question, for an answer in the form of `accept` (a media type). From a page of another
   * site it is sent as a visitor's, where the server wants to know who asks.
   * @throws ServerError, and the DOMException "AbortError" where the caller aborted.
   */
  async post(asked: Asked, signal: AbortSignal, accept: string): Promise<Response> {
    const ask = () => {
      const headers = { "Content-Type": "application/json", Accept: accept, ...this.visit.headers };
      return this.send("/api/v1/ask", { method: "POST", headers, body: JSON.stringify(asked), signal });
    };
    const response = await ask();
    if (response.status !== 401 || !this.base) return response;
    const given = await this.send("/api/v1/visitors", { method: "POST", signal });
    return (await this.visit.begin(given)) ? ask() : response;
  }

  /** The answer to a question, at once; throws as `post`. */
  async ask(asked: Asked, signal: AbortSignal): Promise<Answer> {
    return this.bodyOf<Answer>(await this.post(asked, signal, "application/json"));
  }

  /** Every document of the library, without its text. */
  async documents(): Promise<readonly Document[]> {
    return (await this.call<{ documents: readonly Document[] }>("/api/v1/documents")).documents;
  }

  /** Questions that the library answers; the first time they are sought for a second or so. */
  async examples(): Promise<readonly Choice[]> {
    return (await this.call<{ examples: readonly Choice[] }>("/api/v1/examples")).examples;
  }

  /** What there is to narrow a question to. */
  filters(): Promise<Offered> {
    return this.call<Offered>("/api/v1/filters");
  }

  /** Leaves what a reader says of an answer that was kept. */
  async say(id: string, said: Said): Promise<void> {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    const path = `/api/v1/answers/${encodeURIComponent(id)}/feedback`;
    await this.bodyOf<unknown>(await this.send(path, { method: "POST", headers, body: JSON.stringify(said) }));
  }

  /** How many documents the library holds; null when unknown. */
  async documentCount(): Promise<number | null> {
    const state = await this.call<{ documents?: unknown }>("/readyz").catch(() => null);
    return typeof state?.documents === "number" ? state.documents : null;
  }

  /** One document with its text, pages and headings; fetched once per page view. */
  document(id: string): Promise<WholeDocument> {
    const known = this.fetched.get(id);
    if (known) return known;
    const wanted = this.call<WholeDocument>(`/api/v1/documents/${encodeURIComponent(id)}`);
    wanted.catch(() => this.fetched.delete(id));
    this.fetched.set(id, wanted);
    return wanted;
  }

  /**
   * Where the picture of a page is, sharp enough for `pixels` CSS pixels on this screen.
   * @param page Counted from 1 in the file.
   * @param quote What to mark; null marks nothing.
   */
  picture(id: string, page: number, quote: Span | null, pixels: number): string {
    const wanted = pixels * Math.min(window.devicePixelRatio || 1, 2);
    const width = WIDTHS.find((one) => one >= wanted) ?? 1600;
    const query = new URLSearchParams({ width: String(width) });
    if (quote) {
      query.set("start", String(quote.start));
      query.set("end", String(quote.end));
    }
    return this.address(`/api/v1/documents/${encodeURIComponent(id)}/pages/${page}/picture?${query}`);
  }

  /** The failure that a body tells of. */
  failure(body: FailureBody | null, status = 500): ServerError {
    return new ServerError(
      body?.error?.message ?? this.words.say("errors.unknown", { status: String(status) }),
      body?.error?.remedy ?? this.words.say("errors.unknown_remedy"),
    );
  }

  /**
   * The JSON of a good response.
   * @throws ServerError, and the DOMException "AbortError" where the caller aborted.
   */
  async bodyOf<Body>(response: Response): Promise<Body> {
    const body: unknown = await response.json().catch((error: unknown) => {
      if (isAbort(error)) throw error;
      return null;
    });
    if (response.ok && body !== null) return body as Body;
    throw this.failure(body as FailureBody | null, response.status);
  }

  private async call<Body>(path: string): Promise<Body> {
    return this.bodyOf<Body>(await this.send(path, { headers: { Accept: "application/json" } }));
  }

  private async send(path: string, options: RequestInit): Promise<Response> {
    try {
      return await fetch(this.address(path), options);
    } catch (error) {
      if (isAbort(error)) throw error;
      throw new ServerError(this.words.say("errors.unreachable"), this.words.say("errors.unreachable_remedy"));
    }
  }
}
