"""How often title, year and publisher are right, on documents that a person has labelled.

What a label says and when it counts as met stands in `docs/metadata.md`.
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.loaders import format_of
from ingest.metadata import describe
from ingest.metadata.confidence import confidence
from ingest.types import Extract, Metadata, Witness
from tests.bench.running import show

LABELS = Path(__file__).parents[1] / "quality" / "metadata_labels.jsonl"
FIELDS = ("title", "year", "publisher", "kind", "publication_number")
BARRED = frozenset(FIELDS[:3])
FLOOR = 0.95
TUNED = "tuned"
_NUMBER = re.compile(r"(?<=föreskrifter|allmänna råd) \((?:[A-ZÅÄÖ-]+ )?\d{4}:\d+\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a person says of one document; `path` is below the material folder."""

    path: str
    title: str
    year: int | None
    publisher: str | None
    kind: str
    publication_number: str | None
    split: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled document and what the program says of it."""

    label: Label
    found: Metadata

    def is_right(self, field: str) -> bool:
        """True when the field says what the label says."""
        wanted, got = getattr(self.label, field), getattr(self.found, field)
        return bool(_words(wanted) == _words(got) if field == "title" else wanted == got)


def labels() -> tuple[Label, ...]:
    """All labels, in the order of the file."""
    lines = LABELS.read_text("utf-8").splitlines()
    return tuple(Label(**json.loads(line)) for line in lines)


def read(material: Path, label: Label) -> Extract:
    """What is in the labelled document below `material`."""
    return format_of(label.path).load((material / label.path).read_bytes())


def judge(material: Path, label: Label) -> Judged:
    """Read one labelled document below `material` and say what it is."""
    return Judged(label=label, found=describe(read(material, label), label.path))


def right(judged: Sequence[Judged], field: str) -> float:
    """The share of documents whose field is right, 0 to 1."""
    return sum(one.is_right(field) for one in judged) / len(judged)


def measure_metadata(material: Path) -> None:
    """Print the shares of both splits, how many fields say anything, and every miss."""
    extracts = {label: read(material, label) for label in labels()}
    judged = [Judged(label=one, found=describe(text, one.path)) for one, text in extracts.items()]
    for split in dict.fromkeys(one.label.split for one in judged):
        some = [one for one in judged if one.label.split == split]
        for field in FIELDS:
            bar = f"{FLOOR}" if split == TUNED and field in BARRED else ""
            show(f"{field} right, {split} ({len(some)})", f"{right(some, field):.3f}", bar)
        dated = sum(one.found.date is not None for one in some) / len(some)
        show(f"date known, {split}", f"{dated:.3f}", "")
    _show_misses(judged)
    tuned = {label: extract for label, extract in extracts.items() if label.split == TUNED}
    for (field, witness), judgements in sorted(by_witness(tuned).items()):
        share = f"{sum(judgements)} of {len(judgements)}"
        stated = f"stated {confidence(field, Witness(witness)):.2f}"
        show(f"{field} told by {witness}: right", share, stated)


def by_witness(extracts: Mapping[Label, Extract]) -> dict[tuple[str, str], list[bool]]:
    """For each field and what told it, whether it was right, once for each document.

    Documents are read as they are, without what they declare of themselves, and without their
    name and folders too, or by their properties alone, so that the weaker witnesses are heard.
    """
    heard: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for label, extract in extracts.items():
        bare = replace(extract, properties=())
        nameless = f"x{Path(label.path).suffix}"
        views = [(extract, label.path), (bare, label.path), (bare, nameless)]
        if not nameless.endswith(".md"):
            views.append((replace(extract, text=" ", pages=(), headings=()), nameless))
        for text, path in views:
            one = Judged(label=label, found=describe(text, path))
            for origin in one.found.origins:
                if origin.field in FIELDS:
                    told = heard[origin.field, origin.witness.value]
                    told.setdefault(label.path, one.is_right(origin.field))
    return {key: list(told.values()) for key, told in heard.items()}


def _show_misses(judged: Sequence[Judged]) -> None:
    for one in judged:
        for field in FIELDS:
            if not one.is_right(field):
                show(f"  {one.label.path}"[-58:], field, repr(getattr(one.found, field)))
                show("    the label says", "", repr(getattr(one.label, field)))


def _words(title: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _NUMBER.sub("", title)).casefold()
    return re.findall(r"\w+", plain)
