"""Random steps on a library: material, rules of access, editors, groups and syncs, and who asks.

What each caller may be told is known from the rules as they are written, one beside the other;
that lists of groups are put together elsewhere is none of this model's business.
"""

import re
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from assistant.people.types import Caller, Role, Way, signed_in_asker
from assistant.types import Asker
from ingest.embedding import Embedder, load_embedder
from ingest.record.facts import Fact
from ingest.record.opening import open_for_writing
from ingest.record.writing import RecordWriter
from tests.canaries import served
from tests.shelf import Shelf
from tests.shelving import Counting

FOLDERS = ("", "nämnd", "nämnd/ärenden")
FILES = ("rapport.md", "nämnd/beslut.md", "nämnd/ärenden/akt.md", "nämnd/ärenden/bilaga.md")
BROKEN = "access: ["
RULES = ("everyone", "internal", "[a]", "[b]", "[a, b]")
SAID = (*RULES, "everyone", "internal", None, None, None, None, BROKEN)
"""What is written into a file, or taken away; drawn as often as it stands here."""
GROUPS = ("a", "b")
VISITOR, PERSON, EDITOR = "visitor", "person", "editor"
ALL_SEEING = Asker(groups=frozenset({"a", "b", "internal"}))

WORD = re.compile(r"kanarie\d{5}ord")
SURFACES = (
    "/api/v1/search?q=Vad+kostade+projektet",
    "/api/v1/documents",
    "/api/v1/search/documents?q=&limit=50",
    "/api/v1/documents/{}",
    "/api/v1/documents/{}/dublin-core",
    "/sok?q=",
    ASK := "/api/v1/ask",
)

told = Counter[str]()
"""So many steps were taken, and so many times something was told to whom it is for."""


@dataclass(slots=True, kw_only=True)
class Written:
    """What lies in the material: words of files, rules of sidecars and of folders (None: none)."""

    words: dict[str, str] = field(default_factory=dict)
    sidecars: dict[str, str] = field(default_factory=dict)
    folders: dict[str, tuple[str, bool]] = field(default_factory=dict)

    def copied(self) -> "Written":
        return Written(
            words=dict(self.words), sidecars=dict(self.sidecars), folders=dict(self.folders)
        )


def may(groups: frozenset[str] | None, said: str) -> bool:
    """Whether a person of these groups (None: a visitor) is meant by a rule as it is written."""
    if said == "everyone":
        return True
    if said == BROKEN or groups is None:
        return False
    return said == "internal" or any(one in groups for one in said.strip("[]").split(", "))


def holding(written: Written, path: str, decided: str | None) -> list[str]:
    """The rules that all hold for a file."""
    locked: list[str] = []
    now: list[str] = []
    parts = path.split("/")[:-1]
    for folder in ["/".join(parts[:count]) for count in range(len(parts) + 1)]:
        if folder in written.folders:
            said, is_locked = written.folders[folder]
            now = [*locked, said]
            locked = now if is_locked or said == BROKEN else locked
    beside = written.sidecars.get(path)
    if beside == BROKEN:
        return [BROKEN]
    for said_further in (beside, decided):
        if said_further is not None:
            now = [*locked, said_further]
    return now


class AccessSteps(RuleBasedStateMachine):
    """One library, served while it changes."""

    embedder: Embedder | None = None

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self._folder = Path(tempfile.mkdtemp(prefix="lardom-steps-"))
        self._open.callback(shutil.rmtree, self._folder, ignore_errors=True)
        self._material, data = self._folder / "material", self._folder / "data"
        for folder in FOLDERS:
            (self._material / folder).mkdir(parents=True, exist_ok=True)
        data.mkdir()
        AccessSteps.embedder = AccessSteps.embedder or load_embedder(
            "", batch_size=64, device="cpu"
        )
        self._shelf = Shelf(data=data, embedder=Counting(AccessSteps.embedder))
        self._now, self._taken = Written(), Written()
        self._decided: dict[str, str] = {}
        self._withdrawn: set[str] = set()
        self._names: dict[str, str] = {}
        self._count = self._turn = 0
        self._callers = {
            VISITOR: Caller(
                way=Way.LOCAL, id=VISITOR, roles=frozenset({Role.READER, Role.VISITOR})
            ),
            PERSON: _person(frozenset()),
            EDITOR: Caller(way=Way.LOCAL, id=EDITOR, roles=frozenset(Role), asker=ALL_SEEING),
        }

    @initialize()
    def begin(self) -> None:
        for path in FILES:
            self._write(path)
        self._sync()
        data = self._shelf.data
        opened = served(data, self._shelf.embedder, self._callers)
        _, self._api = self._open.enter_context(opened)

    @rule(path=st.sampled_from(FILES))
    def change_a_file(self, path: str) -> None:
        told["steps"] += 1
        self._write(path)

    @rule(path=st.sampled_from(FILES[1:]))
    def remove_a_file(self, path: str) -> None:
        told["steps"] += 1
        (self._material / path).unlink(missing_ok=True)
        self._now.words.pop(path, None)

    @rule(path=st.sampled_from(FILES), said=st.sampled_from(SAID))
    def say_beside_a_file(self, path: str, said: str | None) -> None:
        told["steps"] += 1
        beside = self._material / f"{path}.meta.yaml"
        if said is None:
            beside.unlink(missing_ok=True)
            self._now.sidecars.pop(path, None)
        else:
            beside.write_text(said if said == BROKEN else f"access: {said}\n")
            self._now.sidecars[path] = said

    @rule(
        folder=st.sampled_from((*FOLDERS, *FOLDERS[1:])),
        said=st.sampled_from(SAID),
        is_locked=st.booleans(),
    )
    def say_in_a_folder(self, folder: str, said: str | None, is_locked: bool) -> None:
        told["steps"] += 1
        file = self._material / folder / "_access.yaml"
        if said is None:
            file.unlink(missing_ok=True)
            self._now.folders.pop(folder, None)
        else:
            locked = "\nlocked: true" if is_locked else ""
            file.write_text(said if said == BROKEN else f"access: {said}{locked}\n")
            self._now.folders[folder] = (said, is_locked)

    @rule(path=st.sampled_from(FILES), said=st.sampled_from((*RULES, None)))
    def decide(self, path: str, said: str | None) -> None:
        access = None if said is None else said.strip("[]").split(", ")
        if self._changed("PATCH", path, "access", {"access": access}):
            self._decided.pop(path, None)
            if said is not None:
                self._decided[path] = said

    @rule(path=st.sampled_from(FILES), withdrawn=st.booleans())
    def withdraw(self, path: str, withdrawn: bool) -> None:
        if self._changed("POST", path, "withdrawal", {"withdrawn": withdrawn}):
            (self._withdrawn.add if withdrawn else self._withdrawn.discard)(path)

    @rule(groups=st.frozensets(st.sampled_from(GROUPS)))
    def change_groups(self, groups: frozenset[str]) -> None:
        told["steps"] += 1
        self._callers[PERSON] = _person(groups)

    @rule()
    def sync(self) -> None:
        told["steps"] += 1
        self._sync()

    @rule(
        caller=st.sampled_from((VISITOR, PERSON)),
        surface=st.sampled_from(SURFACES),
        path=st.sampled_from(FILES),
    )
    def ask(self, caller: str, surface: str, path: str) -> None:
        told["steps"] += 1
        self._ask(caller, surface, path)

    def _ask(self, caller: str, surface: str, path: str) -> None:
        groups = None if caller == VISITOR else self._callers[caller].asker.groups
        allowed = {
            self._taken.words[path]
            for path in self._taken.words
            if path not in self._withdrawn
            and all(may(groups, one) for one in holding(self._taken, path, self._decided.get(path)))
        }
        said = self._asked(caller, surface.format(self._names.get(path, "f" * 16)))
        found = set(WORD.findall(said))
        assert found <= allowed, f"{found - allowed} is told to a {caller} of {groups}"
        told["told"] += bool(found)

    @invariant()
    def nobody_is_told_on_the_next_request(self) -> None:
        """Each in turn is asked for, whatever the step was."""
        if self._taken.words:
            self._turn += 1
            surface = SURFACES[self._turn // 2 % len(SURFACES)]
            path = FILES[self._turn // 3 % len(FILES)]
            self._ask((VISITOR, PERSON)[self._turn % 2], surface, path)

    def teardown(self) -> None:
        self._open.close()

    def _write(self, path: str) -> None:
        self._count += 1
        word = f"kanarie{self._count:05}ord"
        text = f"# Om projektet {word}\n\nProjektet kostade {self._count} miljoner enligt {word}.\n"
        (self._material / path).write_text(text)
        self._now.words[path] = word

    def _sync(self) -> None:
        """Take the material in, and publish the record alone: it is searched without an index."""
        self._shelf.take_in(self._material)
        generation = self._shelf.generation
        engine = open_for_writing(self._shelf.data)
        writer = RecordWriter(engine, generation)
        writer.set_fact(Fact.EMBEDDER, self._shelf.embedder.fingerprint)
        writer.set_fact(Fact.GENERATION, str(generation))
        engine.dispose()
        index = self._shelf.data / "index"
        index.mkdir(exist_ok=True)
        (index / "CURRENT").write_text(f"gen-{generation:06}\n")
        self._taken = self._now.copied()
        self._names |= {source: row.id for source, row in self._shelf.rows().items()}

    def _asked(self, caller: str, address: str) -> str:
        headers = {"x-caller": caller}
        if address == ASK:
            question = {"question": "Vad kostade projektet?"}
            return self._api.post(address, json=question, headers=headers).text
        return self._api.get(address, headers=headers).text

    def _changed(self, method: str, path: str, what: str, body: dict[str, Any]) -> bool:
        """Whether the editor could have it so; a document that nobody may see cannot be changed."""
        told["steps"] += 1
        address = f"/api/v1/documents/{self._names.get(path, 'f' * 16)}/{what}"
        response = self._api.request(method, address, json=body, headers={"x-caller": EDITOR})
        assert response.status_code in {200, 404}, response.text
        return response.status_code == 200


def _person(groups: frozenset[str]) -> Caller:
    return Caller(
        way=Way.OIDC, id=PERSON, roles=frozenset({Role.READER}), asker=signed_in_asker(groups)
    )


def take_steps(steps: int, of_each: int = 50, *, derandomize: bool = False) -> None:
    """Take so many random steps, `of_each` on one library; raises where something is told."""
    run_state_machine_as_test(
        AccessSteps,
        settings=settings(
            max_examples=steps // of_each,
            stateful_step_count=of_each,
            deadline=None,
            database=None,
            derandomize=derandomize,
            suppress_health_check=list(HealthCheck),
        ),
    )
