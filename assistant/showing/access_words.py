"""Who may see something, what says so, and what a decision changes, in words for pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.deciding import Foreseen, RuleOrigin, Visibility
from assistant.showing.languages import Messages
from ingest.record.deciding import Decision
from ingest.types import EVERYONE, INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSaid:
    """A decision on one line: when, by whom (may be empty), what."""

    moment: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessSaid:
    """Who may see a document and why; `chosen` and `groups` are what a form begins with."""

    document_id: str
    who: str
    why: list[str]
    history: list[DecisionSaid]
    is_withdrawn: bool
    chosen: str
    groups: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSaid:
    """What a decision changes: who may see it then, who gains and who loses sight of it."""

    who: str
    gain: str
    lose: str
    hides: bool


def access_said(messages: Messages, told: Visibility) -> AccessSaid:
    """Who may see a document, and what says so."""
    groups = [one for one in told.access if one not in (EVERYONE, INTERNAL)]
    return AccessSaid(
        document_id=told.document_id,
        who=who_said(messages, () if told.is_withdrawn else told.access),
        why=_why(messages, told),
        history=[_decision(messages, one) for one in told.history],
        is_withdrawn=told.is_withdrawn,
        chosen=_chosen(told),
        groups=", ".join(groups),
    )


def change_said(messages: Messages, foreseen: Foreseen) -> ChangeSaid:
    """Who gains and loses sight of a document by a decision; "" where nobody does."""
    return ChangeSaid(
        who=who_said(messages, foreseen.after),
        gain=_more(messages, foreseen.before, foreseen.after),
        lose=_more(messages, foreseen.after, foreseen.before),
        hides=not foreseen.is_for_asker,
    )


def who_said(messages: Messages, access: Sequence[str]) -> str:
    """Who a rule lets see something."""
    if EVERYONE in access:
        return messages.say("access.everyone")
    if INTERNAL in access:
        return messages.say("access.internal")
    return (
        messages.say("access.groups", groups=_or(messages, access)) if access else _none(messages)
    )


def _none(messages: Messages) -> str:
    return messages.say("access.nobody")


def _more(messages: Messages, one: Sequence[str], other: Sequence[str]) -> str:
    """Whom the other rule lets see something, and the one does not."""
    if EVERYONE in one or not other:
        return ""
    if EVERYONE in other:
        return _beyond(messages, ("access.more_all", "access.more_all_but"), one)
    if INTERNAL in one:
        return ""
    if INTERNAL in other:
        return _beyond(messages, ("access.more_signed_in", "access.more_signed_in_but"), one)
    new = [group for group in other if group not in one]
    key = "access.more_groups" if one else "access.more_members"
    return messages.say(key, groups=_or(messages, new)) if new else ""


def _beyond(messages: Messages, keys: tuple[str, str], but: Sequence[str]) -> str:
    """All of a sort, by the first key; but those of these groups, by the second."""
    whom, without = keys
    if not but:
        return messages.say(whom)
    if INTERNAL in but:
        return messages.say("access.more_visitors")
    return messages.say(without, groups=_or(messages, but))


def _or(messages: Messages, groups: Sequence[str]) -> str:
    between = messages.say("access.or")
    return f" {between} ".join(groups)


def _why(messages: Messages, told: Visibility) -> list[str]:
    keys = {
        RuleOrigin.WITHDRAWN: "access.by_withdrawal",
        RuleOrigin.EDITOR: "access.by_editor",
        RuleOrigin.FILE: "access.by_file",
        RuleOrigin.FOLDER: "access.by_folder",
        RuleOrigin.NOTHING: "access.by_nothing",
    }
    return [
        messages.say(keys[told.origin], where=told.where),
        *(
            messages.say("access.locked", path=path or messages.say("access.material"))
            for path in told.locked
        ),
        *([messages.say("access.places", count=told.places)] if told.places > 1 else []),
    ]


def _chosen(told: Visibility) -> str:
    if told.origin is not RuleOrigin.EDITOR:
        return "material"
    return next((one for one in (EVERYONE, INTERNAL) if one in told.access), "groups")


def _decision(messages: Messages, one: Decision) -> DecisionSaid:
    if one.is_withdrawn is not None:
        what = messages.say("access.was_withdrawn" if one.is_withdrawn else "access.was_restored")
    elif one.access is None:
        what = messages.say("access.was_material")
    else:
        what = who_said(messages, one.access)
    return DecisionSaid(
        moment=one.decided[:16].replace("T", " "),
        who=one.who or messages.say("access.local"),
        what=messages.say("access.because", what=what, reason=one.reason) if one.reason else what,
    )
