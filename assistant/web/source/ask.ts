/** The question page. */
import { examples } from "./asking/examples.ts";
import { library } from "./asking/library.ts";
import { Pace } from "./asking/pace.ts";
import { AskPage } from "./asking/page.ts";
import { siteOf } from "./server/site.ts";

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const site = siteOf(document.documentElement.lang, "");
const places = {
  form: byId("ask") as HTMLFormElement,
  question: byId("question") as HTMLTextAreaElement,
  counter: byId("counter"),
  cancel: byId("cancel"),
  chips: byId("chips"),
  thread: byId("thread"),
  result: byId("result"),
  status: byId("status"),
};
const page = new AskPage(site, places, new Pace(byId("whole") as HTMLInputElement));

examples(site, byId("examples"), (question) => page.askThis(question));
library(site, byId("library") as HTMLDetailsElement, byId("library-count"), byId("library-list"));
const [navigation] = performance.getEntriesByType("navigation");
page.followAddress(navigation instanceof PerformanceNavigationTiming && navigation.type === "reload");
