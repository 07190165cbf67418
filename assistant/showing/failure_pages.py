"""The page that tells why another cannot be shown, and leads on from there."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.showing.frames import Frame
from assistant.showing.rendering import page

EMPTY = 0
"""Stands for a status: nothing has been taken in yet."""
_COMMON = {
    EMPTY: ("failure.empty", "failure.take_in"),
    401: ("failure.signed_out", "failure.sign_in"),
    403: ("failure.forbidden", "failure.ask_for_role"),
    404: ("failure.no_page", "failure.check_address"),
    409: ("failure.unavailable", "failure.later"),
    413: ("failure.too_large", "failure.shorten"),
    422: ("failure.wrong", "failure.choose_again"),
    503: ("failure.unavailable", "failure.later"),
}
_BROKEN = ("failure.broken", "failure.logged")
_WAYS = {
    "sok": ("/sok", "failure.to_search"),
    "dokument": ("/sok", "failure.to_search"),
    "projekt": ("/projekt", "failure.to_projects"),
    "nyckeltal": ("/nyckeltal", "failure.to_figures"),
    "register": ("/register", "failure.to_register"),
    "tackning": ("/tackning", "failure.to_coverage"),
    "inlasningar": ("/inlasningar", "failure.to_runs"),
    "obesvarade": ("/obesvarade", "failure.to_unanswered"),
    "lardomar": ("/lardomar", "failure.to_lessons"),
    "granskade-svar": ("/granskade-svar", "failure.to_curated"),
    "uppgifter": ("/uppgifter", "failure.to_tasks"),
    "markeringar": ("/markeringar", "failure.to_marks"),
    "ladda-upp": ("/ladda-upp", "failure.to_upload"),
}
"""Where to go from a page, by how its address begins; from all others to the search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a failure says of itself, and what a person can do (Swedish)."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way on: an address of this server, and what it is called."""

    url: str
    name: str


def failure_page(frame: Frame, status: int, own: Told | None) -> str:
    """The page of a failure: in Swedish its own words, if it has some, else those of its status.

    In the other languages its own words stand below those of its status. The title, which a
    browser remembers, never has its own words: they may hold what somebody wrote.
    """
    heading, remedy = map(frame.messages.say, _COMMON.get(status, _BROKEN))
    leads = own is not None and frame.language == "sv"
    return page(
        frame,
        "failure",
        here="",
        title=heading,
        heading=own.message if own and leads else heading,
        remedy=own.remedy if own and leads else remedy,
        own=None if leads else own,
        ways=list(_ways(frame)),
    )


def _ways(frame: Frame) -> Iterator[Way]:
    begins = frame.address.partition("?")[0].split("/")[1]
    url, key = _WAYS.get(begins, _WAYS["sok"])
    if url != frame.address and url in frame.opens:
        yield Way(url=url, name=frame.messages.say(key))
    yield Way(url="/", name=frame.messages.say("failure.to_questions"))
