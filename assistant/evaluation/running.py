"""Runs an evaluation of retrieval: asks every question in every way, measures."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.errors import QuestionSetError
from assistant.evaluation.baselines import Ground, Way, build_baseline
from assistant.evaluation.judging import Place, judge, place_of
from assistant.evaluation.measures import DEPTH, measured
from assistant.evaluation.opening import opened
from assistant.evaluation.types import Judged, Outcome, QuestionSet, Report, Result
from assistant.library import OpenLibrary
from assistant.service import Service
from assistant.settings import Settings
from ingest.progress import Progress, silent
from ingest.record.types import Passage

OURS = "Lärdom"
LIVE_DEPTH = 60
"""Passages asked for of the live library, that five different documents may be among them."""
FIRST = 5
BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ours:
    """The product's own way, all of it."""

    service: Service

    def search(self, question: str, limit: int) -> Sequence[int]:
        found = self.service.assistant.search(question, self.service.asker, limit)
        return [key for hit in found.hits for key in hit.keys]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """What every way is put to: the questions, and where the passages stand that may be seen.

    `depth` passages are looked at; `hidden` more are in the index, but not for this asker.
    """

    judged: list[Judged]
    places: dict[int, Place]
    depth: int
    hidden: int
    live: bool


def evaluate(
    settings: Settings,
    question_set: QuestionSet,
    baselines: Sequence[str] = (),
    progress: Progress = silent,
) -> Report:
    """Measure ours and these baselines on a set.

    Raises:
        NoLibraryError: the questions are for the live library, and there is none.
        QuestionSetError: none of the questions has an answer, or the live library has none of
            the documents they are about.
        IngestError: the library or the index cannot be read or written.
    """
    if not question_set.questions:
        raise QuestionSetError(
            f"Frågorna i {question_set.name} går ingen av dem att besvara, så det finns inget att "
            "mäta.",
            "Lägg till frågor med answerable: true och relevant, eller mät svaren med --answers.",
        )
    with opened(settings, question_set, progress) as at:
        ground = Ground(library=at.library, embedder=at.embedder, scratch=at.scratch)
        return _report(question_set, at.service, ground, baselines, progress)


def _report(
    question_set: QuestionSet,
    service: Service,
    ground: Ground,
    baselines: Sequence[str],
    progress: Progress,
) -> Report:
    course = _course(question_set, service, ground.library)
    ask = partial(_asked, course=course, progress=progress)
    return Report(
        name=question_set.name,
        questions=len(course.judged),
        unanswerable=len(question_set.unanswerable),
        missing=sum(not one.keys for one in course.judged),
        passages=len(course.places),
        generation=ground.library.generation if course.live else None,
        ours=ask(OURS, _Ours(service=service), course.depth),
        baselines=tuple(
            ask(name, build_baseline(name, ground), course.depth + course.hidden)
            for name in baselines
        ),
    )


def _course(question_set: QuestionSet, service: Service, library: OpenLibrary) -> _Course:
    keys = library.record.keys()
    passages: list[Passage] = []
    for start in range(0, len(keys), BATCH):
        some = library.record.passages(keys[start : start + BATCH])
        passages += [one for one in some if service.asker.may_see(one.document.access)]
    return _Course(
        judged=judge(question_set.questions, passages),
        places={one.key: place_of(one) for one in passages},
        depth=DEPTH if question_set.passages else LIVE_DEPTH,
        hidden=len(keys) - len(passages),
        live=question_set.passages is None,
    )


def _asked(name: str, way: Way, limit: int, course: _Course, progress: Progress) -> Result:
    way.search(course.judged[0].question.text, limit)  # what the first one opens is not timed
    outcomes = []
    for done, judged in enumerate(course.judged, start=1):
        started = time.perf_counter()
        found = way.search(judged.question.text, limit)
        milliseconds = (time.perf_counter() - started) * 1000
        outcomes.append(_outcome(judged, found, milliseconds, course))
        progress(f"Ställer frågor ({name})", done, len(course.judged))
    return measured(name, outcomes)


def _outcome(judged: Judged, found: Sequence[int], milliseconds: float, course: _Course) -> Outcome:
    seen = tuple(key for key in found if key in course.places)[: course.depth]
    wanted = judged.question.relevant
    places = list(dict.fromkeys(course.places[key] for key in seen))
    sources = list(dict.fromkeys(place.source for place in places))[:FIRST]
    first = {(place.source, place.page) for place in places[:FIRST]}
    return Outcome(
        judged=judged,
        found=seen,
        document=any(one.source in sources for one in wanted) if course.live else None,
        page=any((one.source, one.page) in first for one in wanted) if wanted[0].page else None,
        milliseconds=milliseconds,
    )
