"""Lessons as Markdown: the form to fill in, what a filled form says, and the material published.

What is published says in its title and its first line that it is a lesson, and of which day.
"""

from assistant.errors import LessonError
from assistant.lessons.asked import ASKED
from assistant.lessons.writing import LABELS, LONG
from ingest.loaders.markdown import parse
from ingest.record.lesson_types import Lesson, LessonText, Sureness
from ingest.sidecar import sidecar_bytes
from ingest.types import EVERYONE, INTERNAL, Extract, Kind

SURENESSES = {
    Sureness.UNSAID: "",
    Sureness.LOW: "låg",
    Sureness.MIDDLE: "medel",
    Sureness.HIGH: "hög",
}
_ACCESSES = {"alla": EVERYONE, "internt": INTERNAL}
TEMPLATE = (
    "---\n"
    "titel: \n"
    "myndighet: \n"
    "projekt: \n"
    "fas: \n"
    "tema: \n"
    "säkerhet: \n"
    "får se: internt\n"
    "omprövas: \n"
    "---\n\n"
    "<!-- Fyll i ovan efter kolon. Projekt är id i registret (i projektets adress). Säkerhet är\n"
    "låg, medel eller hög. Får se är alla, internt eller grupper med komma emellan. Omprövas är\n"
    "en dag som 2027-01-31. Skriv under rubrikerna; låt rubrikerna stå. Undvik personuppgifter. -->"
    "\n\n" + "\n".join(f"## {LABELS[name]}\n\n<!-- {ASKED[name]} -->\n" for name in LONG)
)


def read_form(source: str) -> LessonText:
    """What a filled form says; raises `LessonError` for a heading or a value it does not know."""
    extract = parse(source)
    said = dict(extract.properties)
    parts = _parts(extract)
    if unknown := sorted(parts.keys() - {LABELS[name] for name in LONG}):
        raise LessonError(
            f"Mallen har ingen rubrik ”{unknown[0]}”.",
            f"Använd {', '.join(LABELS[name] for name in LONG)}; underrubriker med ###.",
        )
    return LessonText(
        title=said.get("titel", ""),
        **{name: parts.get(LABELS[name], "") for name in LONG},
        agency=said.get("myndighet", ""),
        project=said.get("projekt", ""),
        phase=said.get("fas", ""),
        theme=said.get("tema", ""),
        sure=sureness_said(said.get("säkerhet", "")),
        access=access_said(said.get("får se", "internt").replace(";", ",")),
        remind=said.get("omprövas", ""),
    )


def sureness_said(said: str) -> Sureness:
    """How sure a word says that a lesson is; raises `LessonError` for another word."""
    by_word = {word: sure for sure, word in SURENESSES.items()}
    found = by_word.get(said.strip().lower())
    if found is None:
        raise LessonError(f"Säkerhet kan inte vara ”{said}”.", "Skriv låg, medel eller hög.")
    return found


def access_said(said: str) -> tuple[str, ...]:
    """Who may see it, as a person writes it: alla, internt, or groups with commas."""
    groups = [one.strip() for one in said.split(",")]
    return tuple(_ACCESSES.get(one.lower(), one) for one in groups)


def as_material(lesson: Lesson) -> bytes:
    """The file that the library takes in."""
    text = lesson.text
    known = {
        "Myndighet": text.agency,
        "Fas": text.phase,
        "Tema": text.theme,
        "Säkerhet": SURENESSES[text.sure],
    }
    about = "".join(f" {label}: {value}." for label, value in known.items() if value)
    parts = [f"# {text.title}", f"Lärdom, publicerad {lesson.published}.{about}"]
    for name in LONG:
        if said := getattr(text, name):
            parts += [f"## {LABELS[name]}", said]
    return ("\n\n".join(parts) + "\n").encode()


def as_sidecar(lesson: Lesson) -> bytes:
    """What lies beside that file: what it is, and who may see it."""
    text = lesson.text
    said = {
        "title": f"{text.title} (lärdom, publicerad {lesson.published})",
        "kind": Kind.LESSON.value,
        "date": lesson.published,
        "language": "sv",
        "publisher": text.agency,
    }
    return sidecar_bytes(tuple((k, v) for k, v in said.items() if v), text.access)


def _parts(extract: Extract) -> dict[str, str]:
    """What stands below each heading of the second level, by its title."""
    tops = [one for one in extract.headings if one.level <= 2]
    found: dict[str, str] = {}
    for at, one in enumerate(tops, start=1):
        end = tops[at].start if at < len(tops) else len(extract.text)
        _, _, below = extract.text[one.start : end].partition("\n")
        found[one.title] = below.strip()
    return found
