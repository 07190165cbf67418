/** Whether an answer is shown sentence by sentence or whole, as a person has chosen on this device. */
const KEY = "whole-answers";

/** A tick box whose state is kept. */
export class Pace {
  constructor(private readonly box: HTMLInputElement) {
    box.checked = kept();
    box.addEventListener("change", () => keep(box.checked));
  }

  /** Whether the answer comes whole, without a sentence before it. */
  get isWhole(): boolean {
    return this.box.checked;
  }
}

function kept(): boolean {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

function keep(isWhole: boolean): void {
  try {
    if (isWhole) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  } catch {
    // Closed storage only means that the choice is forgotten with the page.
  }
}
