/** Remembers the questions of a page view, so that the next may lean on them; in memory only. */
import type { Answer } from "../server/types.ts";

const MOST = 8;

/** The latest questions, self-contained, the oldest first. */
export class Before {
  private questions: readonly string[] = [];

  earlier(): readonly string[] {
    return this.questions;
  }

  /** Keeps the question of an answer, as it was understood. */
  asked(answer: Answer): void {
    const question = answer.understood_as ?? answer.question;
    this.questions = [...this.questions.filter((one) => one !== question), question].slice(-MOST);
  }

  forget(): void {
    this.questions = [];
  }
}
