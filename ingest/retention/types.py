"""The nouns of retention: rules, what a run did, what an erasure did."""

from dataclasses import dataclass

from ingest.record.holds import KeptClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How long records of a class are kept: `days`, or None for good.

    `decision` is the reference of the decision that says so, `basis` the legal basis.
    """

    kept: KeptClass
    days: int | None
    decision: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """What a run did with a class: so many were due, held and removed; in a dry run 0 removed.

    `before` is the time that the due ones are older than, in UTC; None where they stay for good.
    """

    rule: Rule
    before: str | None
    due: int
    held: int
    removed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run of the rules did; `is_wiped` where nothing removed is left in the files.

    `left` are files in material folders that are not ours to remove (see `Erased`).
    """

    moment: str
    is_dry: bool
    classes: tuple[ClassReport, ...]
    is_wiped: bool
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure removed; `is_wiped` as in `RunReport`.

    `left` are the files of a document that lie in material folders: somebody must remove them
    there, or the next sync takes them in again.
    """

    records: int
    is_wiped: bool
    left: tuple[str, ...] = ()
