/**
 * Remembers the questions of this page view, so that the next may lean on them; in memory only.
 * @module before
 */

const MOST = 8;
let questions = [];

/** @returns {string[]} The latest questions, self-contained, the oldest first. */
export function earlier() {
  return [...questions];
}

/** Keeps the question of an answer, as it was understood. @param {object} answer */
export function asked(answer) {
  const question = answer.understood_as ?? answer.question;
  questions = [...questions.filter((one) => one !== question), question].slice(-MOST);
}
