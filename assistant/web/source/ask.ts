/** The question page: takes a question, shows the answer, and keeps the question in the address. */
import { answerView, readyWords } from "./answering/answer.ts";
import { SourceList } from "./answering/sources.ts";
import { Before } from "./asking/before.ts";
import { ComingAnswer } from "./asking/coming.ts";
import { QuestionField } from "./asking/field.ts";
import { library } from "./asking/library.ts";
import { addressNow, recall, remember } from "./asking/memory.ts";
import { Search } from "./asking/search.ts";
import { element } from "./nodes/elements.ts";
import { errorBox } from "./nodes/notices.ts";
import type { ServerError } from "./server/server.ts";
import { siteOf } from "./server/site.ts";
import type { Answer } from "./server/types.ts";

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const site = siteOf(document.documentElement.lang, "");
const { words } = site;
const cancel = byId("cancel");
const result = byId("result");
const before = new Before();
const search = new Search(site);
const field = new QuestionField(words, byId("question") as HTMLTextAreaElement, byId("counter"), announce, askNew);

/** Says `said` once to those who listen instead of look. */
function announce(said: string): void {
  byId("status").textContent = said;
}

/** The page as it is when nothing is under way. */
function rest(): void {
  result.removeAttribute("aria-busy");
  if (document.activeElement === cancel) field.focus();
  cancel.hidden = true;
}

/** The page as it is before anyone has asked. */
function reset(): void {
  search.stop();
  rest();
  document.title = words.say("ask.site");
  document.body.classList.remove("has-result");
  result.replaceChildren();
  announce("");
}

/** Replaces what is shown with one box; `said` goes to those who listen. */
function showBox(box: HTMLElement, said: string): void {
  document.body.classList.add("has-result");
  result.classList.remove("with-sources");
  result.replaceChildren(box);
  announce(said);
}

/** Shows `answer`; it and its open source are remembered, so that going back finds them. */
function show(answer: Answer, opened: number | null): void {
  document.body.classList.add("has-result");
  const address = addressNow();
  const isOpened = (n: number | null) => remember({ address, answer, opened: n });
  const sources = new SourceList(site, answer.citations, isOpened, goToAnswer);
  const view = answerView(site, answer, {
    cite: (n, from) => sources.open(n, from),
    announce,
    ask: askThis,
    askAlone,
  });
  const hasSources = answer.citations.length > 0;
  result.classList.toggle("with-sources", hasSources);
  result.replaceChildren(view, ...(hasSources ? [sources.node] : []));
  announce(readyWords(words, answer));
  remember({ address, answer, opened });
  if (opened) sources.open(opened, null);
}

function goToAnswer(): void {
  const title = result.querySelector<HTMLElement>(".answer-title");
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: "center" });
}

/** Shows an answer that has just come; its question may be leant on by the next. */
function answered(answer: Answer): void {
  rest();
  before.asked(answer);
  // The address holds the question that can be asked by itself.
  if (answer.understood_as) history.replaceState(null, "", addressOf(answer.understood_as));
  show(answer, null);
}

function failed(error: ServerError, again: () => void): void {
  rest();
  const heading = words.say("errors.ask");
  showBox(errorBox(words, heading, error, again), `${heading}. ${error.message} ${error.remedy}`);
}

/** Asks the server and shows what comes. */
function put(question: string, earlier = before.earlier()): void {
  const coming = new ComingAnswer(words);
  const slow = () => {
    coming.tell(words.say("ask.slow"));
    announce(words.say("ask.slow"));
  };
  document.title = words.say("ask.title", { question });
  showBox(coming.node, words.say("ask.waiting"));
  result.setAttribute("aria-busy", "true");
  cancel.hidden = false;
  const again = () => put(question, earlier);
  void search.put({ question, earlier }, coming, slow, { answered, failed: (error) => failed(error, again) });
}

/** Stops the search because the person asked for it. */
function stop(): void {
  search.stop();
  rest();
  showBox(element("p", { class: "notice" }, words.say("ask.cancelled")), words.say("ask.cancelled"));
}

/** The address of a question. */
function addressOf(question: string): string {
  return `/?${new URLSearchParams({ q: question })}`;
}

/** Takes a question as a new one, with its own place in the history. */
function askNew(question: string): void {
  const address = addressOf(question);
  if (address !== addressNow()) history.pushState(null, "", address);
  put(question);
}

/** Asks a question as if it had been typed. */
function askThis(question: string): void {
  field.value = question;
  field.focus();
  field.send();
}

/** Asks a question again, without those before it. */
function askAlone(question: string): void {
  field.value = question;
  field.focus();
  history.replaceState(null, "", addressOf(question));
  put(question, []);
}

/** Shows what the address says: the answer this tab remembers, or else asks anew. */
function followAddress(isAfresh: boolean): void {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  const known = isAfresh ? null : recall(addressNow());
  if (!field.isFit) return reset();
  if (!known) return put(field.value);
  search.stop();
  rest();
  document.title = words.say("ask.title", { question: field.value });
  show(known.answer, known.opened);
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  field.send();
});
cancel.addEventListener("click", stop);
byId("examples").addEventListener("click", (event) => {
  const example = event.target instanceof Element ? event.target.closest("a") : null;
  if (!example || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  askThis(example.textContent ?? "");
});
addEventListener("popstate", () => followAddress(false));

library(site, byId("library") as HTMLDetailsElement, byId("library-count"), byId("library-list"));
const [navigation] = performance.getEntriesByType("navigation");
followAddress(navigation instanceof PerformanceNavigationTiming && navigation.type === "reload");
