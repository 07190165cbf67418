/**
 * The question page: takes a question, shows the answer, and keeps the question in the address.
 * @module ask
 */
import { answerView } from "./answer.js";
import { asked, earlier } from "./before.js";
import { ComingAnswer } from "./coming.js";
import { element, errorBox } from "./elements.js";
import { library } from "./library.js";
import { addressNow, recall, remember } from "./memory.js";
import { SourceList } from "./sources.js";
import { askInSteps } from "./stream.js";
import { ASK, ERRORS } from "./texts.js";

const LONGEST = 2000;
const NEAR = 1800;
const SLOW_AFTER = 8000;

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const field = byId("question");
const counter = byId("counter");
const cancel = byId("cancel");
const result = byId("result");
let underway = null;

/** Says `words` once to those who listen instead of look. */
function announce(words) {
  byId("status").textContent = words;
}

/** Tells how many characters are left, only when that matters. */
function count() {
  const length = Array.from(field.value.trim()).length;
  counter.hidden = length < NEAR;
  counter.classList.toggle("over", length > LONGEST);
  counter.textContent = length > LONGEST ? ASK.tooLong(length - LONGEST) : ASK.left(LONGEST - length);
  field.setAttribute("aria-invalid", String(length > LONGEST));
  return length;
}

/** Lets go of a search that runs, if any. */
function letGo() {
  underway?.controller.abort();
  clearTimeout(underway?.slow);
  underway = null;
  result.removeAttribute("aria-busy");
  if (document.activeElement === cancel) field.focus();
  cancel.hidden = true;
}

/** The page as it is before anyone has asked. */
function reset() {
  letGo();
  document.title = ASK.siteTitle;
  document.body.classList.remove("has-result");
  result.replaceChildren();
  announce("");
}

/** Replaces what is shown with one box; `words` go to those who listen. */
function showBox(box, words) {
  document.body.classList.add("has-result");
  result.classList.remove("with-sources");
  result.replaceChildren(box);
  announce(words);
}

/** Shows that the search runs. */
function showComing(coming) {
  showBox(coming.node, ASK.waiting);
  result.setAttribute("aria-busy", "true");
  cancel.hidden = false;
}

/** Says that it takes long. */
function showSlow(coming) {
  coming.tell(ASK.slow);
  announce(ASK.slow);
}

/** Shows `answer`; it and its open source are remembered, so that going back finds them. */
function show(answer, opened) {
  document.body.classList.add("has-result");
  const address = addressNow();
  const sources = new SourceList(answer.citations, (n) => remember(address, answer, n));
  const cite = (n, from) => sources.open(n, from);
  const words = answerView(answer, { cite, announce, ask: askThis, askAlone });
  result.classList.toggle("with-sources", answer.citations.length > 0);
  result.replaceChildren(words, ...(answer.citations.length > 0 ? [sources.node] : []));
  announce(ASK.ready(answer));
  remember(address, answer, opened);
  if (opened) sources.open(opened, null);
}

/** Shows an answer that has just come; its question may be leant on by the next. */
function showNew(answer) {
  asked(answer);
  // The address holds the question that can be asked by itself.
  if (answer.understood_as) history.replaceState(null, "", addressOf(answer.understood_as));
  show(answer, null);
}

/** Asks the server and shows what comes; a newer question silences an older one. */
async function put(question, before = earlier()) {
  letGo();
  document.title = ASK.questionTitle(question);
  const coming = new ComingAnswer();
  showComing(coming);
  const slow = setTimeout(() => showSlow(coming), SLOW_AFTER);
  const mine = { controller: new AbortController(), slow };
  underway = mine;
  const [answer, error] = await askInSteps({ question, earlier: before }, mine.controller.signal, coming).then(
    (found) => [found, null],
    (failed) => [null, failed],
  );
  if (underway !== mine) return;
  letGo();
  if (error) {
    const box = errorBox(ERRORS.ask, error, () => put(question, before), ERRORS.retry);
    showBox(box, `${ERRORS.ask}. ${error.message} ${error.remedy}`);
  } else {
    showNew(answer);
  }
}

/** Stops the search because the person asked for it. */
function stop() {
  letGo();
  showBox(element("p", { class: "notice" }, ASK.cancelled), ASK.cancelled);
}

/** The address of a question. */
function addressOf(question) {
  return `/?${new URLSearchParams({ q: question })}`;
}

/** Asks a question as if it had been typed. */
function askThis(question) {
  field.value = question;
  field.focus();
  submitField();
}

/** Asks a question again, without those before it. */
function askAlone(question) {
  field.value = question;
  field.focus();
  history.replaceState(null, "", addressOf(question));
  put(question, []);
}

/** Takes what stands in the field as a new question, with its own place in the history. */
function submitField() {
  const question = field.value.trim();
  const length = count();
  if (length === 0) {
    counter.hidden = false;
    counter.textContent = ASK.empty;
    announce(ASK.empty);
    field.focus();
  } else if (length <= LONGEST) {
    const address = addressOf(question);
    if (address !== addressNow()) history.pushState(null, "", address);
    put(question);
  } else {
    announce(counter.textContent);
  }
}

/** Shows what the address says: the answer this tab remembers, or else asks anew. */
function followAddress(afresh) {
  const question = (new URLSearchParams(location.search).get("q") ?? "").trim();
  field.value = question;
  const length = count();
  const known = afresh ? null : recall(addressNow());
  if (length === 0 || length > LONGEST) {
    reset();
  } else if (known) {
    letGo();
    document.title = ASK.questionTitle(question);
    show(known.answer, known.opened);
  } else {
    put(question);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submitField();
});
field.addEventListener("keydown", (event) => {
  // An Enter that ends the composing of a character is not a wish to send.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submitField();
});
field.addEventListener("input", count);
cancel.addEventListener("click", stop);
byId("examples").addEventListener("click", (event) => {
  const example = event.target.closest("a");
  if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  askThis(example.textContent);
});
addEventListener("popstate", () => followAddress(false));

library(byId("library"), byId("library-count"), byId("library-list"));
followAddress(performance.getEntriesByType("navigation")[0]?.type === "reload");
