"""Lessons without a server: who may do what, what is personal data, files, feeds, proposals."""

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from assistant.errors import ForbiddenError, LessonError, LessonStateError
from assistant.lessons.earlier import changes_for, comments_for
from assistant.lessons.keeping import Lessons
from assistant.lessons.markdown import TEMPLATE, as_material, as_sidecar, read_form
from assistant.lessons.personal import marks
from assistant.lessons.proposing import HEADING, proposals
from assistant.lessons.publishing import LessonPublisher
from assistant.lessons.stepping import StepWanted, Taken, after_step, kept_within
from assistant.lessons.telling import ATOM, as_atom, as_digest, as_markdown, published
from assistant.lessons.workflow import RULES, Step, led_to, may_see, steps
from assistant.people.types import local_caller
from ingest.loaders.markdown import parse
from ingest.record.lesson_types import (
    Change,
    Comment,
    Lesson,
    LessonState,
    LessonText,
    Origin,
    Sureness,
)
from ingest.record.named_persons import Person
from ingest.record.types import DocumentRow, DocumentText
from ingest.sidecar import understood
from ingest.syncprocess import Ending, Synced
from ingest.types import INTERNAL, Heading, Metadata
from tests.lessons import NoSyncing, person

TEXT = LessonText(
    title="Ta med driften",
    happened="Driften fick veta av kraven sent.",
    differently="Fråga driften först.",
    theme="Drift",
    sure=Sureness.HIGH,
    access=(INTERNAL,),
)
NOBODY = Person(id=None, name="")
LESSON = Lesson(
    id="a" * 32,
    state=LessonState.DRAFT,
    revision=1,
    text=TEXT,
    author=Person(id="editor", name="Exempel Redaktör"),
    reviewer=NOBODY,
    created="2026-11-01T08:00:00Z",
    changed="2026-11-01T08:00:00Z",
)
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def in_state(state: LessonState, **more: object) -> Lesson:
    return replace(LESSON, state=state, **more)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("state", LessonState, ids=str)
@pytest.mark.parametrize("step", Step, ids=str)
@pytest.mark.parametrize("name", ["editor", "other-editor", "reviewer", "reader"])
def test_a_step_leads_where_its_rule_says_or_is_refused(
    state: LessonState, step: Step, name: str
) -> None:
    lesson, caller = in_state(state), person(name)
    capacities = {"editor": {"author"}, "reviewer": {"reviewer"}}.get(name, set())
    rule = RULES.get((state, step))

    if rule and capacities & set(rule.by):
        assert led_to(lesson, step, caller) is rule.leads_to
        assert step in steps(lesson, caller)
    else:
        with pytest.raises(ForbiddenError if rule else LessonStateError):
            led_to(lesson, step, caller)
        assert step not in steps(lesson, caller)


@pytest.mark.parametrize(
    ("state", "seeing"),
    [
        (LessonState.DRAFT, {"editor"}),
        (LessonState.REVIEW, {"editor", "reviewer", "writing-reviewer"}),
        (LessonState.SUPERSEDED, {"editor", "reviewer", "writing-reviewer"}),
        (LessonState.WITHDRAWN, {"editor", "reviewer", "writing-reviewer"}),
        (LessonState.PUBLISHED, {"editor", "reviewer", "writing-reviewer", "member"}),
    ],
    ids=["draft", "review", "superseded", "withdrawn", "published"],
)
def test_a_lesson_for_a_group_is_seen_by_its_people_alone(
    state: LessonState, seeing: set[str]
) -> None:
    lesson = in_state(state, text=replace(TEXT, access=("styrgrupp",)))
    names = ("editor", "other-editor", "reviewer", "writing-reviewer", "reader", "member")

    assert {name for name in names if may_see(lesson, person(name))} == seeing


def test_who_writes_and_reviews_may_not_publish_their_own() -> None:
    own = Person(id="writing-reviewer", name="")

    with pytest.raises(ForbiddenError):
        led_to(in_state(LessonState.REVIEW, author=own), Step.PUBLISH, person("writing-reviewer"))


def test_the_one_person_of_a_local_service_may_publish_their_own() -> None:
    lesson = in_state(LessonState.REVIEW, author=NOBODY)

    assert led_to(lesson, Step.PUBLISH, local_caller(frozenset())) is LessonState.PUBLISHED


@pytest.mark.parametrize(
    ("access", "seeing"),
    [((INTERNAL,), {"editor", "other-editor"}), (("styrgrupp",), {"editor"}), ((), set())],
    ids=["internal", "group", "gone"],
)
def test_an_untouched_proposal_is_seen_by_editors_who_see_its_document_now(
    access: tuple[str, ...], seeing: set[str]
) -> None:
    origin = Origin(document="d", page=1, start=0, end=9, mark="m", access=access)
    lesson = replace(LESSON, author=NOBODY, origin=origin)

    names = ("editor", "other-editor", "reviewer", "reader")
    assert {name for name in names if may_see(lesson, person(name))} == seeing


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Personen 811218-9876 ringde", ["personnummer:811218-9876"]),
        ("Personen 19811218-9876 ringde", ["personnummer:19811218-9876"]),
        ("Samordningsnummer 701063-2391", ["personnummer:701063-2391"]),
        ("Med fel siffra 811218-9875", []),
        ("Skriv till a.b@exempel.se.", ["e-post:a.b@exempel.se"]),
        (
            "Ring 08-123 456 78 eller +46 70 123 45 67",
            ["telefon:08-123 456 78", "telefon:+46 70 123 45 67"],
        ),
        ("När Exempel Testsson slutade", ["namn:Exempel Testsson"]),
        ("Vi Testade det", []),
        ("Det kostade 12 500 000 kronor under 2016-2018", []),
    ],
)
def test_what_may_be_personal_data_is_marked(said: str, found: list[str]) -> None:
    assert [one.key for one in marks(replace(TEXT, happened=said))] == found


HIDDEN_WAYS = [
    ("811218\u22129876", "personnummer:811218-9876"),
    ("811218\u20119876", "personnummer:811218-9876"),
    ("811218\u00ad-9876", "personnummer:811218-9876"),
    ("811218\u200b-\ufeff9876", "personnummer:811218-9876"),
    ("811218\u00a0\u2013\u20099876", "personnummer:811218 - 9876"),
    ("\uff18\uff1112189876", "personnummer:8112189876"),
    ("anna@exem\u00adpel.se", "e-post:anna@exempel.se"),
    ("070\u2013123 45 67", "telefon:070-123 45 67"),
    ("070\u2011123\u201145\u201167", "telefon:070-123-45-67"),
    ("+46\u00a070\u202f123\u00a045\u00a067", "telefon:+46 70 123 45 67"),
    (unicodedata.normalize("NFD", "Åsa Öberg"), "namn:Åsa Öberg"),
    ("Exempel\nTestsson", "namn:Exempel Testsson"),
    ("Exempel  Testsson", "namn:Exempel Testsson"),
    ("Exem\u200bpel \n Tests\u00adson", "namn:Exempel Testsson"),
    ("Łukasz Żytest", "namn:Łukasz Żytest"),
]


@pytest.mark.parametrize(("written", "key"), HIDDEN_WAYS, ids=ascii)
@pytest.mark.parametrize("field", ["title", "context", "why", "agency", "phase", "theme"])
def test_however_it_is_written_it_is_marked_as_it_stands_in_the_text(
    field: str, written: str, key: str
) -> None:
    before = unicodedata.normalize("NFD", "så sa\u00ad ö \u200b: ")
    said: dict[str, Any] = {field: f"{before}{written} och mer"}

    found = marks(replace(TEXT, **said))

    assert [(one.field, one.text, one.key) for one in found] == [(field, written, key)]


def test_of_what_begins_a_sentence_the_name_alone_is_marked_where_it_stands() -> None:
    found = marks(replace(TEXT, happened="När\u00a0Exempel\n Testsson slutade"))

    assert [(one.text, one.key) for one in found] == [
        ("Exempel\n Testsson", "namn:Exempel Testsson")
    ]


@pytest.mark.parametrize(
    "agency", ["Arbetsförmedlingen", "försäkringskassan", "Statens  Skolverk", "Exempelmyndigheten"]
)
def test_an_agency_is_no_person(agency: str) -> None:
    assert marks(replace(TEXT, agency=agency)) == ()


def test_a_person_for_an_agency_is_marked() -> None:
    said = "Anna Testsson 811218-9876 anna@exempel.se"

    found = {one.kind.value for one in marks(replace(TEXT, agency=said))}

    assert found == {"namn", "personnummer", "e-post"}


@pytest.mark.parametrize(
    "said",
    [
        *("a" * 20_000, "0 " * 10_000, "Aa-" * 6_000, "1" * 20_000, "Aa \n " * 4_000),
        *("Aa" + " " * 19_998, "a\u0301" * 10_000, "\u200b" * 20_000),
    ],
    ids=lambda one: ascii(one[:6]),
)
def test_long_texts_are_looked_through_soon(said: str) -> None:
    began = time.process_time()

    marks(replace(TEXT, happened=said))

    assert time.process_time() - began < 1


def test_a_form_without_any_heading_says_nothing() -> None:
    assert read_form("Bara text.") == LessonText(title="", access=(INTERNAL,))


def test_a_filled_form_says_what_was_written_and_the_empty_one_nothing() -> None:
    filled = TEMPLATE.replace("säkerhet: ", "säkerhet: hög").replace(
        "får se: internt", "får se: styrgrupp, revision"
    )

    assert read_form(filled).sure is Sureness.HIGH
    assert read_form(filled).access == ("styrgrupp", "revision")
    assert read_form(TEMPLATE) == LessonText(title="", access=(INTERNAL,))


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (TEMPLATE + "\n## Slutsats\n\nSå här.\n", "Slutsats"),
        (TEMPLATE.replace("säkerhet: ", "säkerhet: kanske"), "kanske"),
    ],
    ids=["heading", "sureness"],
)
def test_a_form_that_says_something_else_is_refused(form: str, why: str) -> None:
    with pytest.raises(LessonError, match=why):
        read_form(form)


def test_what_is_published_says_that_it_is_a_lesson_and_of_which_day() -> None:
    lesson = in_state(LessonState.PUBLISHED, published="2026-11-29")

    beside, read = understood(as_sidecar(lesson), "x"), parse(as_material(lesson).decode())

    assert dict(beside.properties)["title"] == "Ta med driften (lärdom, publicerad 2026-11-29)"
    assert (dict(beside.properties)["kind"], beside.access) == ("lesson", (INTERNAL,))
    assert "Lärdom, publicerad 2026-11-29. Tema: Drift. Säkerhet: hög." in read.text
    assert [one.title for one in read.headings] == [
        "Ta med driften",
        "Vad hände",
        "Vad vi skulle göra annorlunda",
    ]


def test_feed_and_digest_and_export_tell_of_what_is_published_alone() -> None:
    shown = in_state(LessonState.PUBLISHED, id="b" * 32, published="2026-11-29")
    others = [in_state(state) for state in LessonState if state is not LessonState.PUBLISHED]
    found = published([*others, shown])

    feed = ET.fromstring(as_atom(found, "http://x/feed.atom", "http://x"))  # noqa: S314  (our own)

    assert found == (shown,)
    assert published([shown], theme="drift", since="2026-11-29") == (shown,)
    assert published([shown], theme="Annat") == published([shown], since="2026-11-30") == ()
    links = [one.get("href") for one in feed.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}link")]
    assert links == [f"http://x/lardomar/{shown.id}"]
    assert "Drift\n-----\n\n* Ta med driften (publicerad 2026-11-29)" in as_digest(
        found, "2026-11-01"
    )
    told = as_markdown(found, {shown.id: ("plan.pdf", "bild.png")})
    assert "## Drift\n\n### Ta med driften" in told
    assert told.endswith("\n\nBilagor: plan.pdf, bild.png.\n")


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Erfarenheter", True),
        ("5.2 Lärdomar", True),
        ("Slutsatser och lärdomar", True),
        ("Erfarenheter från projektet", True),
        ("Slutsatser", False),
        ("Erfarenhetsutbyte", False),
    ],
)
def test_headings_of_experience_are_known(title: str, is_one: bool) -> None:
    assert bool(HEADING.fullmatch(title)) == is_one


def row_of(access: Sequence[str]) -> DocumentRow:
    return DocumentRow(
        id="d" * 16,
        version_id="v",
        folder="/m",
        source="slutrapport.pdf",
        content_hash="h",
        media_type="application/pdf",
        metadata=Metadata(title="Slutrapport"),
        access=tuple(access),
        chunks=1,
    )


def test_a_section_of_experience_becomes_a_draft_by_nobody_once(tmp_path: Path) -> None:
    said = "Upphandlingen tog längre tid än vi trodde, för att kraven ändrades under tiden."
    text = f"Lärdomar\n\n{said}\n\nBilagor\n\nEn lista."
    headings = (
        Heading(level=1, title="Lärdomar", start=0),
        Heading(level=1, title="Bilagor", start=text.index("Bilagor")),
    )
    read = DocumentText(text=text, pages=(), headings=headings)
    lessons = opened(tmp_path)
    ((proposed, origin),) = proposals(row_of(["styrgrupp"]), read)

    first = lessons.propose(person("editor"), proposed, origin)
    again = lessons.propose(person("editor"), proposed, origin)
    lessons.close()

    assert first
    assert again is None
    assert (first.text.happened, first.text.title) == (said, "Lärdomar: Slutrapport")
    assert (first.text.access, first.author.id) == (("styrgrupp",), None)
    assert (first.state, first.source) == (LessonState.DRAFT, "")


class BusyAtFirst:
    """A library that somebody else writes to, once."""

    def __init__(self) -> None:
        self.told: list[list[str]] = []

    def sync(self, folder: Path) -> Synced:
        self.told.append(sorted(path.name for path in folder.iterdir()))
        return Synced(ending=Ending.DONE if len(self.told) > 1 else Ending.LOCKED)

    def close(self) -> None:
        """Nothing is under way."""


def opened(data: Path, syncing: NoSyncing | BusyAtFirst | None = None) -> Lessons:
    return Lessons(data, LessonPublisher(data, syncing or NoSyncing(), pause=0.01), lambda: NOW)


def taken(lessons: Lessons, lesson: Lesson, *wanted: Step) -> Lesson:
    caller = local_caller(frozenset())
    for step in wanted:
        lesson = lessons.step(caller, lesson.id, StepWanted(step=step)).lesson
    return lesson


def test_a_publication_waits_for_another_writer_and_leaves_when_it_is_ended(
    tmp_path: Path,
) -> None:
    syncing = BusyAtFirst()
    lessons = opened(tmp_path, syncing)
    draft = lessons.write(local_caller(frozenset()), TEXT)

    shown = taken(lessons, draft, Step.SUBMIT, Step.PUBLISH)
    taken(lessons, shown, Step.REOPEN)
    again = taken(lessons, shown, Step.SUBMIT, Step.PUBLISH)
    lessons.close()

    assert shown.published == "2026-11-29"
    assert syncing.told[:2] == [[shown.source, f"{shown.source}.meta.yaml"]] * 2
    assert syncing.told[-1] == [again.source, f"{again.source}.meta.yaml"]
    assert again.source != shown.source


def test_what_was_published_at_the_end_is_taken_in_at_the_start(tmp_path: Path) -> None:
    first = opened(tmp_path)
    shown = taken(first, first.write(local_caller(frozenset()), TEXT), Step.SUBMIT, Step.PUBLISH)
    first.close()
    lies = tmp_path / "lardomar" / shown.source
    lies.unlink()
    second = opened(tmp_path)

    second.start()
    deadline = time.monotonic() + 10
    while not lies.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    second.close()

    assert lies.exists()


def changed(at: int, field: str, before: str, after: str) -> Change:
    moment = f"2026-11-01T08:00:{at:02}Z"
    return Change(moment=moment, who=LESSON.author, field=field, before=before, after=after)


OPENED = (
    changed(1, "state", "", "draft"),
    changed(2, "happened", "Öppet.", "HEMLIGT"),
    changed(2, "access", "internal", "styrgrupp"),
    changed(3, "why", "", "HEMLIGT"),
    changed(4, "happened", "HEMLIGT", "Ofarligt."),
    changed(4, "access", "styrgrupp", "internal"),
    changed(5, "state", "draft", "review"),
)


@pytest.mark.parametrize("set_back", [0, 4], ids=["as it happened", "with the clock set back"])
def test_of_what_was_changed_one_sees_what_was_for_one_before_and_after(set_back: int) -> None:
    lesson = in_state(LessonState.REVIEW)
    changes = [
        replace(one, moment="2026-11-01T07:00:00Z") if at == set_back and at else one
        for at, one in enumerate(OPENED)
    ]

    outside = changes_for(person("outside-reviewer"), lesson, changes)

    assert [(one.field, one.after) for one in outside] == [("state", "draft"), ("state", "review")]
    assert changes_for(person("reviewer"), lesson, changes) == tuple(changes)
    assert changes_for(person("editor"), lesson, changes) == tuple(changes)


def test_of_what_was_said_one_sees_what_was_said_while_it_was_for_one() -> None:
    lesson = in_state(LessonState.REVIEW)
    said = [Comment(moment=one.moment, who=NOBODY, text=one.moment) for one in OPENED]

    def seconds(name: str) -> list[str]:
        return [one.text[-3:-1] for one in comments_for(person(name), lesson, OPENED, said)]

    assert seconds("outside-reviewer") == ["01", "05"]
    assert seconds("reviewer") == ["01", "02", "02", "03", "04", "04", "05"]


@pytest.mark.parametrize(
    ("said", "document", "kept"),
    [
        pytest.param(("everyone",), ("styrgrupp",), ("styrgrupp",), id="narrowed"),
        pytest.param((INTERNAL,), ("everyone",), (INTERNAL,), id="wider"),
        pytest.param(("a", "b"), ("b", "a"), ("a", "b"), id="the-same"),
        pytest.param(("a", "b"), ("b", "c"), ("b",), id="in-part"),
    ],
)
def test_a_text_is_kept_for_those_who_may_see_its_document(
    said: tuple[str, ...], document: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    origin = Origin(document="d", page=1, start=0, end=9, mark="m", access=document)

    assert kept_within(replace(LESSON, origin=origin), replace(TEXT, access=said)).access == kept


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.PUBLISH], ids=str)
@pytest.mark.parametrize("document", [(), ("b",)], ids=["gone", "others"])
def test_a_lesson_whose_document_is_for_none_of_its_readers_goes_no_further(
    step: Step, document: tuple[str, ...]
) -> None:
    origin = Origin(document="d", page=1, start=0, end=9, mark="m", access=document)
    lesson = replace(LESSON, origin=origin, text=replace(TEXT, access=("a",)))
    taken = Taken(
        wanted=StepWanted(step=step),
        leads_to=LessonState.REVIEW,
        who=LESSON.author,
        moment=LESSON.changed,
        other=None,
        attached=(),
    )

    with pytest.raises(LessonError, match="ur ett dokument"):
        after_step(lesson, taken)
