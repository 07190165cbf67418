/** The upload page: several files at once, each with how far it has come and what became of it. */
import { element, link } from "./nodes/elements.ts";
import { siteOf } from "./server/site.ts";
import { type Sent, sendFile } from "./uploading/sending.ts";

const { words } = siteOf(document.documentElement.lang, "");
const form = document.getElementById("send");
const list = document.getElementById("sent");

/** What is told of a file once it is known what became of it. */
function outcome({ status, said }: Sent): Node[] {
  if (said.error) return [element("p", { class: "fault" }, `${said.error.message} ${said.error.remedy}`)];
  if (!said.message) return [element("p", { class: "fault" }, words.say(status ? "upload.odd" : "upload.no_answer"))];
  const documents = said.documents ?? [];
  const more = [...(said.failed ?? []).map((one) => `${one.source}: ${one.reason} ${one.remedy}`), ...(said.notices ?? [])];
  return [
    element("p", {}, said.message),
    ...documents.map((one) => element("p", { lang: "sv" }, link(`/dokument/${one.document_id}`, {}, one.title))),
    ...more.map((one) => element("p", {}, one)),
  ];
}

async function sendAll(within: HTMLFormElement, input: HTMLInputElement, into: HTMLElement): Promise<void> {
  const rows = [...(input.files ?? [])].map((file) => {
    const bar = element("progress", { max: 1, value: 0, "aria-label": file.name });
    const state = element("p", {}, words.say("upload.waits"));
    const row = element("li", {}, element("strong", {}, file.name), state, bar);
    into.append(row);
    return { file, bar, state, row };
  });
  const fields = new FormData(within);
  input.value = "";
  for (const { file, bar, state, row } of rows) {
    state.textContent = words.say("upload.sending");
    const sent = await sendFile(file, fields, (part) => {
      bar.value = part;
      if (part === 1) state.textContent = words.say("upload.reading");
    });
    row.replaceChildren(element("strong", {}, file.name), ...outcome(sent));
  }
}

if (form instanceof HTMLFormElement && list) {
  const input = form.elements.namedItem("file");
  const send = form.querySelector("button");
  if (input instanceof HTMLInputElement && send) {
    input.multiple = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send.disabled = true;
      void sendAll(form, input, list).finally(() => {
        send.disabled = false;
      });
    });
  }
}
