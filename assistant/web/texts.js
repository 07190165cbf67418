/**
 * Every Swedish text the scripts write; the texts that never change stand in the HTML.
 * @module texts
 */

const number = new Intl.NumberFormat("sv-SE");
const seconds = new Intl.NumberFormat("sv-SE", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** @param {number} count @param {string} one @param {string} many @returns {string} */
const counted = (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`;

/** @param {string[]} words @returns {string} "a, b och c" */
const enumerated = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(" och ");

/** Words for the kinds of document, by the value the API carries. */
export const KINDS = {
  report: "Rapport",
  project: "Projektdokument",
  lesson: "Lärdom",
  decision: "Beslut",
  regulation: "Föreskrift",
  other: "Övrigt",
};

/** Words for how far the library carried the answer, by the value the API carries. */
export const STATUSES = {
  answered: "Besvarad",
  partial: "Delvis besvarad",
  no_evidence: "Inget underlag",
  reply: "Besked utan källor",
};

export const ASK = {
  siteTitle: "Lärdom",
  questionTitle: (question) => `${question} – Lärdom`,
  waiting: "Söker i biblioteket …",
  reading: (titles, more) => `Läser ${enumerated([...titles, ...(more ? [`${counted(more, "dokument", "dokument")} till`] : [])])} …`,
  slow: "Det tar längre tid än vanligt. Sökningen pågår fortfarande.",
  cancelled: "Sökningen är avbruten.",
  empty: "Skriv en fråga först.",
  left: (count) => `${counted(count, "tecken", "tecken")} kvar`,
  tooLong: (over) => `Frågan är ${counted(over, "tecken", "tecken")} för lång. Korta den till högst 2 000 tecken.`,
  ready: (answer) => {
    if (answer.route === "register") return `${STATUSES.answered}. ${answer.answer}`;
    if (answer.status === "no_evidence") return "Inget underlag. Biblioteket räcker inte för att svara på frågan.";
    const status = STATUSES[answer.status] ?? "Svar";
    if (answer.listing) return `${status}. Listan är klar: ${counted(answer.listing.count, "dokument", "dokument")}.`;
    if (answer.status === "reply") return `${status}. ${answer.answer}`;
    const sentences = counted(answer.sentences.length, "mening", "meningar");
    return `${status}. Svaret är klart: ${sentences}, ${counted(answer.citations.length, "källa", "källor")}.`;
  },
};

export const WAYS = {
  understood: "Jag förstår frågan som:",
  alone: "Ställ frågan som den står",
  choices: (route, status) => {
    if (route === "ambiguous") return "Välj vad frågan gäller";
    return status === "no_evidence" ? "Det här svarar biblioteket på" : "Fråga vidare";
  },
};

export const LISTING = {
  count: (count, narrowed) =>
    `${counted(count, "dokument", "dokument")} ${narrowed ? "passar in på frågan" : "finns i biblioteket"}.`,
  lookedThrough: (count, topic) => {
    const words = topic.map((word) => `”${word}”`).join(", ");
    return `Genomsökte ${counted(count, "dokument", "dokument")}${words ? ` efter ${words} i titel och rubriker` : ""}.`;
  },
  under: (heading) => `under ”${heading}”`,
  more: (count) => `Visa ${number.format(count)} till`,
};

export const ANSWER = {
  heading: "Svar",
  short: "Kort svar:",
  question: "Fråga",
  written: (model) =>
    `Svaret är skrivet av en språkmodell${model ? ` (${model})` : ""} utifrån källorna. Jämför med citaten.`,
  partly: "delvis stöd",
  partlyWhy: "Något ord i meningen står inte i citatet, eller så har ett förbehåll fallit bort. Läs citatet.",
  counted: "Svaret är uträknat ur registret; varje tal visar sina celler.",
  quoted: "Svaret består av ordagranna citat ur källorna. Ingen språkmodell har skrivit det.",
  nearest: "Närmast i biblioteket",
  nearestLead: "De här dokumenten ligger närmast frågan, men svarar inte säkert på den.",
  cite: (n, title, place) => `Källa [${n}]: ${[title, place].filter(Boolean).join(", ")}`,
  copy: "Kopiera svar med källor",
  copied: "Svaret och källorna är kopierade.",
  notCopied: "Det gick inte att kopiera. Markera svaret och kopiera det från webbläsarens meny.",
  copySources: "Källor",
  made: (milliseconds) =>
    milliseconds < 100 ? "Framtaget på mindre än 0,1 s" : `Framtaget på ${seconds.format(milliseconds / 1000)} s`,
  generation: (number) => `Bibliotekets version ${number}`,
};

export const SOURCES = {
  heading: "Källor",
  page: (label) => `s. ${label}`,
  quote: (words) => `”${words}”`,
  superseded: "Det finns en nyare utgåva.",
  picture: (label, title) => `Sidan ${label} i ${title}, med citatet markerat.`,
  pictureCaption: "Sidan som den ser ut i dokumentet, med citatet markerat.",
  passageCaption: "Stället i dokumentet, med citatet markerat.",
  noPicture: "Sidbilden kan inte visas. Här är texten i stället.",
  noPassage: "Texten kan inte hämtas just nu. Öppna dokumentet eller försök igen om en stund.",
  waiting: "Hämtar källan …",
  open: "Öppna i dokumentet",
  openLabel: (title, place) => `Öppna i dokumentet: ${[title, place].filter(Boolean).join(", ")}`,
  openOriginal: "Öppna originalet",
  openSection: "Öppna originalet vid avsnittet",
  back: "Tillbaka till svaret",
};

export const LIBRARY = {
  count: (count) => ` (${number.format(count)})`,
  empty: "Biblioteket är tomt. Den som sköter Lärdom behöver läsa in material innan det går att få svar.",
  filter: "Sök bland titlar och utgivare",
  shown: (shown, total) => `Visar ${number.format(shown)} av ${counted(total, "dokument", "dokument")}.`,
  more: "Visa fler",
  waiting: "Hämtar listan …",
};

export const LANGUAGES = {
  sv: "Svenska",
  en: "Engelska",
  da: "Danska",
  nb: "Norska",
  fi: "Finska",
  de: "Tyska",
  fr: "Franska",
  es: "Spanska",
};

/** What told a field of a document, by the value the API carries. */
export const WITNESSES = {
  sidecar: "ur metadatafilen",
  front_matter: "ur uppgifterna överst i filen",
  properties: "ur filens egenskaper",
  first_pages: "ur de första sidorna",
  heading: "ur rubriken",
  first_line: "ur första raden",
  series: "ur publikationsnumret",
  title: "ur titeln",
  text: "ur texten",
  folder: "ur mappens namn",
  file_name: "ur filens namn",
  created: "när filen skapades",
  correction: "rättat av en person",
};

export const DOCUMENT = {
  title: (title) => `${title} – Lärdom`,
  facts: "Om dokumentet",
  outline: "Innehåll",
  kind: "Typ",
  publisher: "Utgivare",
  date: "Datum",
  year: "År",
  number: "Publikationsnummer",
  diarienummer: "Diarienummer",
  heading: "Titel",
  language: "Språk",
  projects: "Projekt",
  systems: "IT-system",
  unsure: (value) => `${value} (osäker)`,
  pageCount: "Sidor",
  source: "Fil",
  places: "Filer",
  newest: (title) => `Det finns en nyare utgåva: ${title}`,
  original: "Original",
  openOriginal: "Öppna originalet",
  openSection: "Öppna originalet vid avsnittet",
  text: "Text",
  pageText: "Sidans text",
  place: (label, page, total) => `s. ${label} (${number.format(page)} av ${number.format(total)})`,
  recognised: "maskinläst: orden kan ha lästs fel",
  turn: "Bläddra",
  previous: "Föregående sida",
  next: "Nästa sida",
  goTo: "Gå till sida",
  go: "Visa",
  noPage: (wanted, total) => `Sidan ”${wanted}” finns inte. Dokumentet har ${counted(total, "sida", "sidor")}.`,
  picture: (label, title) => `Sidan ${label} i ${title}.`,
  pictureMarked: (label, title) => `Sidan ${label} i ${title}, med citatet markerat.`,
  pagePicture: "Sidbild",
  larger: "Förstora sidbilden",
  noPicture: "Sidbilden kan inte visas. Läs sidans text i stället.",
  noText: "Sidan har ingen läsbar text.",
  toQuote: "Till citatet",
  quoteShown: "Citatet är markerat i texten.",
  back: "Tillbaka till svaret",
};

export const ERRORS = {
  ask: "Det gick inte att svara",
  document: "Det gick inte att visa dokumentet",
  library: "Det gick inte att hämta listan",
  unreachable: "Lärdom svarar inte.",
  unreachableRemedy: "Kontrollera nätverket och försök igen om en stund.",
  unknown: (status) => `Servern svarade med fel ${status}.`,
  unknownRemedy: "Försök igen. Hjälper inte det, hör av dig till den som sköter Lärdom.",
  retry: "Försök igen",
};

/** Words for what the register answers. */
export const FIGURES = {
  values: "Värden",
  group: "Grupp",
  value: "Värde",
  made: "Så här är det uträknat",
  unknown: "uppgift saknas",
  agency: "Myndighet",
  project: "Projekt",
  year: "År",
  cells: "Celler",
  empty: "tom cell",
  download: "Ladda ner:",
  rows: (count) => `Rader bakom: ${count}`,
  more: (count) => `Och ${count} rader till; ladda ner tabellen för att se alla.`,
  cell: (label, original, source, sheet) => `${label} ”${original || "tom cell"}” i ${source}${sheet ? `, blad ${sheet}` : ""}`,
};
