"""The page of citations that readers marked, and what a document's page says of its own."""

from assistant.citation_marks.types import MarkedDocument, MarkState, MarksWanted
from assistant.service import Service
from assistant.showing.access_words import who_said
from assistant.showing.frames import Frame
from assistant.showing.languages import Messages
from assistant.showing.rendering import page
from ingest.record.answers import Verdict
from ingest.record.citation_mark_types import Done

PATH = "/markeringar"
VERDICTS = {
    Verdict.OUTDATED: "marks.outdated",
    Verdict.WRONG: "marks.wrong",
    Verdict.RIGHT: "marks.right",
}
"""By what is said, in the order of telling: how many say so."""
SAID = {
    Verdict.OUTDATED: "marks.said_outdated",
    Verdict.WRONG: "marks.said_wrong",
    Verdict.RIGHT: "marks.said_right",
}
DONE = {
    Done.CORRECTED: "marks.corrected",
    Done.WITHDRAWN: "marks.withdrawn",
    Done.NO_FAULT: "marks.no_fault",
}
STATES = {None: "marks.all", MarkState.OPEN: "marks.open", MarkState.SETTLED: "marks.settled"}


def marks_page(frame: Frame, service: Service, wanted: MarksWanted) -> str:
    """The marks that are wanted, document by document."""
    found = service.marks.listed(service.asker, wanted)
    return page(
        frame,
        "marks",
        here=PATH,
        documents=[(one, marks_said(frame.messages, one)) for one in found.documents],
        seen_by=lambda access: who_said(frame.messages, access),
        is_all=found.is_all,
        open=found.open,
        wanted=wanted,
        keeps_any=service.answers.keeps_any,
        said=SAID,
        done=DONE,
        states=STATES,
    )


def marks_of(frame: Frame, service: Service, document: str) -> str:
    """What a document's page says to an editor of its marks; "" where there are none."""
    found = service.marks.listed(service.asker, MarksWanted(document=document)).documents
    return marks_said(frame.messages, found[0]) if found else ""


def marks_said(messages: Messages, document: MarkedDocument) -> str:
    """How many marks a document has, and how many say what: "3 markeringar: 2 inaktuell, 1 fel"."""
    counts = {verdict: document.count(verdict) for verdict in VERDICTS}
    each = [
        messages.say(VERDICTS[verdict], count=count) for verdict, count in counts.items() if count
    ]
    total = messages.say("marks.total", count=sum(counts.values()))
    return f"{total}: {', '.join(each)}"
