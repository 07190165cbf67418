/** What the server knows a visitor by who has not signed in; kept in this page alone. */
export class Visit {
  private token = "";

  /** What to send with a question; nothing before the visit has begun. */
  get headers(): Record<string, string> {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  /** Takes the pass out of the server's response; false where it gave none. */
  async begin(given: Response): Promise<boolean> {
    const body = (await given.json().catch(() => null)) as { readonly token?: unknown } | null;
    this.token = given.ok && typeof body?.token === "string" ? body.token : "";
    return this.token !== "";
  }
}
