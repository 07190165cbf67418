/** Where the answer stands, and where it is told to those who listen. */
export class Result {
  /**
   * @param place Holds what is shown; never a live region, for what streams in is not read out.
   * @param status The page's one live region.
   */
  constructor(
    private readonly place: HTMLElement,
    private readonly status: HTMLElement,
  ) {}

  /** Says `said` once to those who listen instead of look. */
  announce(said: string): void {
    this.status.textContent = said;
  }

  /** Whether anything has been asked. */
  get isUsed(): boolean {
    return document.body.classList.contains("has-result");
  }

  set isBusy(is: boolean) {
    if (is) this.place.setAttribute("aria-busy", "true");
    else this.place.removeAttribute("aria-busy");
  }

  /** The page as it is before anyone has asked. */
  clear(): void {
    document.body.classList.remove("has-result");
    this.place.replaceChildren();
    this.announce("");
  }

  /** Replaces what is shown with one box; `said` goes to those who listen. */
  box(box: HTMLElement, said: string): void {
    this.put(box, null);
    this.announce(said);
  }

  /** Replaces what is shown with an answer, and its sources where it has some. */
  answer(view: HTMLElement, sources: HTMLElement | null, said: string): void {
    this.put(view, sources);
    this.announce(said);
  }

  /** Moves the focus to the answer's heading. */
  goToAnswer(): void {
    const title = this.place.querySelector<HTMLElement>(".answer-title");
    title?.focus({ preventScroll: true });
    title?.scrollIntoView({ block: "center" });
  }

  private put(shown: HTMLElement, beside: HTMLElement | null): void {
    document.body.classList.add("has-result");
    this.place.classList.toggle("with-sources", beside !== null);
    this.place.replaceChildren(shown, ...(beside ? [beside] : []));
  }
}
