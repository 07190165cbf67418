"""A sync that was killed before it settled its rules shows nobody more, whoever publishes next."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from ingest.access_rules import FolderRule, FolderRules, allowed_by_both, kept_by_both, rules_of
from ingest.correcting import correct, wish
from ingest.embedding import Embedder
from ingest.erasing import erase_document
from ingest.record.deciding import By, DecisionRecord
from ingest.record.document_names import document_id
from ingest.record.opening import open_beside_writer
from ingest.sync import embed_again, forget, sync
from ingest.types import EVERYONE
from ingest.work import Library
from tests.conftest import write_material
from tests.kill_points import KillPoint
from tests.named_kills import killed_at
from tests.shelving import copied

A = ("a",)
DECIDED, COPIED, NARROWED, BACK = "beslutat.md", "kopierat.md", "nämnd/akt.md", "ny/åter.md"
WIDENED, OTHER = "öppnat/rapport.md", "annat.md"
SEEN_BY_A = (DECIDED, COPIED, NARROWED, BACK)
STAGED = KillPoint(
    name="documents staged",
    function="ingest.record.writing:RecordWriter.stage",
    event="return",
)


def text(name: str, edition: int = 1) -> str:
    return f"# Om {name}\n\nProjektet {name} kostade {edition} miljoner kronor.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A library, with its material and a folder of other material."""

    library: Library
    material: Path
    beside: Path

    def name(self, source: str) -> str:
        folder = self.beside if source == OTHER else self.material
        return document_id(folder.resolve(), source)

    def allowed(self) -> dict[str, tuple[str, ...]]:
        with closing(self.decisions()) as record:
            ruled = {one: record.ruled(self.name(one)) for one in (*SEEN_BY_A, WIDENED)}
        return {source: one.access for source, one in ruled.items() if one is not None}

    def decisions(self) -> DecisionRecord:
        engine = open_beside_writer(self.library.data)
        assert engine is not None
        return DecisionRecord(engine)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Room:
    """A library whose sync was killed when it had staged what differs, before it settled."""
    room = tmp_path_factory.mktemp("settling")
    before = {one: text(one) for one in (*SEEN_BY_A, WIDENED)}
    material = write_material(room / "material", {**before, "öppnat/_access.yaml": "access: [a]\n"})
    beside = write_material(room / "beside", {OTHER: text(OTHER)})
    data = room / "data"
    data.mkdir()
    found = Room(
        library=Library(data=data, embedder=embedder, workers=1), material=material, beside=beside
    )
    sync(found.library, [material, beside])
    with closing(found.decisions()) as record:
        record.decide(found.name(DECIDED), A, By(who=None))
        record.decide(found.name(BACK), [EVERYONE], By(who=None))
    (material / BACK).unlink()
    sync(found.library, [material])

    changed = {one: text(one, 2) for one in (DECIDED, NARROWED, BACK, WIDENED)}
    rules = {
        "nämnd/_access.yaml": "access: [a]\nlocked: true\n",
        "ny/_access.yaml": "access: [a]\nlocked: true\n",
        "smalt/_access.yaml": "access: [a]\n",
        "öppnat/_access.yaml": "access: everyone\n",
    }
    write_material(material, {**changed, **rules, "smalt/kopia.md": text(COPIED)})
    killed_at(room, STAGED, "group")
    return found


@pytest.fixture
def room(killed: Room, embedder: Embedder, tmp_path: Path) -> Room:
    data = copied(killed.library.data, tmp_path / "data")
    library = Library(data=data, embedder=embedder, workers=1)
    return Room(library=library, material=killed.material, beside=killed.beside)


def corrects(room: Room, source: str) -> None:
    correct(room.library, wish(room.name(source), {"title": "En annan titel"}, None))


WAYS: Mapping[str, Callable[[Room], object]] = {
    "another document is corrected": lambda room: corrects(room, OTHER),
    "the document itself is corrected": lambda room: corrects(room, DECIDED),
    "another folder is synced": lambda room: sync(room.library, [room.beside]),
    "another folder is forgotten": lambda room: forget(room.library, room.beside),
    "another document is erased": lambda room: erase_document(room.library, room.name(OTHER)),
    "all is embedded again": lambda room: embed_again(room.library),
    "the next sync completes": lambda room: sync(room.library, [room.material]),
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_what_a_killed_sync_staged_is_published_for_nobody_but_whom_it_is_for(
    room: Room, way: str
) -> None:
    WAYS[way](room)

    seen = room.allowed()
    assert {source: seen[source] for source in SEEN_BY_A} == dict.fromkeys(SEEN_BY_A, A)
    sync(room.library, [room.material])
    assert room.allowed() == {**dict.fromkeys(SEEN_BY_A, A), WIDENED: (EVERYONE,)}


@pytest.mark.slow
def test_an_editor_s_decision_after_a_killed_sync_widens_no_rule_of_its_folder(room: Room) -> None:
    with closing(room.decisions()) as record:
        record.decide(room.name(NARROWED), [EVERYONE], By(who=None))

    assert room.allowed()[NARROWED] == A


RULES = tuple(
    rules_of(FolderRule(path=path, access=access, is_locked=is_locked) for path in paths)
    for paths, access, is_locked in product(
        [("",), ("x",), ("", "x"), ("x/y",)],
        [(EVERYONE,), ("internal",), A, ("b",), ("a", "b")],
        [False, True],
    )
)


@pytest.mark.parametrize("said", [None, (EVERYONE,), A], ids=["silent", "everyone", "a"])
def test_while_rules_change_nobody_sees_what_either_of_them_hides(
    said: tuple[str, ...] | None,
) -> None:
    def lets(rules: FolderRules) -> set[str]:
        allowed = rules.allowed("x/y/z.md", said)
        return {one for one in ("a", "b", "c") if {one, "internal", EVERYONE} & {*allowed}}

    for before, after in product(RULES, repeat=2):
        assert lets(kept_by_both(before, after)) <= lets(before) & lets(after)


def test_rules_that_do_not_change_stay_as_they_are() -> None:
    for rules in RULES:
        both = kept_by_both(rules, rules)

        assert both.allowed("x/y/z.md") == rules.allowed("x/y/z.md")
        assert allowed_by_both(both.allowed("x"), rules.allowed("x")) == rules.allowed("x")
