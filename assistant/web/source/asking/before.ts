/** Remembers the questions of a page view, so that the next may lean on them; in memory only. */
import type { Answer } from "../server/types.ts";

const MOST = 8;

/** The latest questions, self-contained, the oldest first. */
export class Before {
  private questions: readonly string[] = [];
  private underway: readonly string[] = [];

  /** With the one that is still being answered: whoever asks on meanwhile leans on it. */
  earlier(): readonly string[] {
    return [...this.questions, ...this.underway].slice(-MOST);
  }

  /** A question is being answered. */
  begun(question: string): void {
    this.underway = [question];
  }

  /** Nothing is being answered any more. */
  ended(): void {
    this.underway = [];
  }

  /** Keeps the question of an answer, as it was understood. */
  asked(answer: Answer): void {
    this.ended();
    const question = answer.understood_as ?? answer.question;
    this.questions = [...this.questions.filter((one) => one !== question), question].slice(-MOST);
  }

  forget(): void {
    this.questions = [];
  }
}
