"""The migrations make exactly what `tables.py` says, whole or not at all."""

import re
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine

import ingest.record
import ingest.record.people_tables
import ingest.record.place_tables
from ingest.errors import DataFolderError, LockedError
from ingest.lock import writing
from ingest.record.forms import NEWEST, OLDER
from ingest.record.opening import open_for_reading, open_for_writing
from ingest.record.tables import metadata
from ingest.record.writing import RecordWriter
from ingest.register.types import Stage, Tax
from ingest.types import Heading, Page, Span
from tests.registering import agency, collection, figure, project, take_in
from tests.shelving import HERE, document, embedded, reader_of

MIGRATIONS = Path(ingest.record.__file__).parent / "migrations"
DIE = """
import os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from ingest.record.opening import open_for_writing

left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *more):
    global left
    left -= statement.lstrip().startswith(("CREATE", "ALTER", "INSERT"))
    if left < 0:
        os._exit(9)

open_for_writing(Path(sys.argv[1]))
"""


def shape(path: Path) -> set[tuple[str, ...]]:
    """Every column, key and index of a database but Alembic's own."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
        found = set()
        for name in names:
            for question in ("table_info", "foreign_key_list", "index_list", "index_info"):
                rows = database.execute(f"PRAGMA {question}('{name}')")
                # Indexes are numbered in the order they were made, which SQLAlchemy draws.
                said = (row[1:] if question == "index_list" else row for row in rows)
                found |= {(name, question, *map(str, sorted(map(str, row)))) for row in said}
    return {row for row in found if "alembic" not in row[0]}


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    made.set_main_option("path_separator", "os")
    return made


def test_a_new_record_has_the_newest_form(tmp_path: Path) -> None:
    open_for_writing(tmp_path)

    assert open_for_reading(tmp_path) is not None
    script = ScriptDirectory.from_config(config())
    assert script.get_current_head() == NEWEST
    assert {one.revision for one in script.walk_revisions()} == {*OLDER, NEWEST}


def test_a_new_record_is_what_the_migrations_make(tmp_path: Path) -> None:
    open_for_writing(tmp_path)
    migrated = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite3'}")

    with migrated.begin() as connection:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
        difference = compare_metadata(MigrationContext.configure(connection), metadata)

    migrated.dispose()
    new, old = tmp_path / "record.sqlite3", tmp_path / "migrated.sqlite3"
    assert difference == []
    assert by_table(new) == by_table(old)
    assert numbered(new) == numbered(old)
    assert stamp(new) == stamp(old)


def numbered(path: Path) -> set[str]:
    """The tables that never use a key again."""
    with closing(sqlite3.connect(path)) as database:
        made = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        return {name for name, sql in made if "AUTOINCREMENT" in sql}


def stamp(path: Path) -> list[tuple[str, ...]]:
    """How Alembic's own table was made, and what it says."""
    query = "SELECT sql, version_num FROM sqlite_master, alembic_version WHERE name = ?"
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(query, ("alembic_version",)).fetchall()
    return [(re.sub(r"\s+", "", sql), version) for sql, version in rows]


def by_table(path: Path) -> dict[str, set[tuple[str, ...]]]:
    rows = shape(path)
    return {name: {row[1:] for row in rows if row[0] == name} for name in {r[0] for r in rows}}


def test_chunk_keys_are_never_used_again_by_the_table_itself(tmp_path: Path) -> None:
    open_for_writing(tmp_path)

    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        (made,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'chunks'").fetchone()

    assert "AUTOINCREMENT" in made


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    open_for_writing(tmp_path)
    before = (tmp_path / "record.sqlite3").read_bytes()

    open_for_writing(tmp_path)

    assert (tmp_path / "record.sqlite3").read_bytes() == before


@pytest.mark.parametrize("revision", ["0000", "9999"], ids=["older", "newer"])
def test_a_record_of_another_form_is_refused_by_its_readers(tmp_path: Path, revision: str) -> None:
    with open_for_writing(tmp_path).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (revision,))

    with pytest.raises(DataFolderError, match=rf"{revision}.*lardom sync"):
        open_for_reading(tmp_path)


def test_the_first_migration_can_be_taken_back(tmp_path: Path) -> None:
    take_back(open_for_writing(tmp_path), "base")

    assert open_for_reading(tmp_path) is None


def test_a_library_of_an_older_form_is_brought_to_the_newest_and_loses_nothing(
    tmp_path: Path,
) -> None:
    engine = open_for_writing(tmp_path)
    report = document("a.md", "Ett 😀 å.", "Två\x00 med NUL.", "Tre.")
    RecordWriter(engine, 1).stage(HERE, embedded(report, document("b.md", "Fyra.")))
    with closing(reader_of(tmp_path, 1)) as reader:
        before = reader.passages([1, 2, 3, 4])
    take_back(engine, "0003")

    with closing(reader_of(tmp_path, 1)) as reader:
        after = reader.passages([1, 2, 3, 4])

    # The hash of the file alone is not in the older form; all that is comes over.
    known = [replace(one, document=replace(one.document, file_hash="")) for one in before]
    assert after == known
    assert [one.text for one in after] == ["Ett 😀 å.", "Två\x00 med NUL.", "Tre.", "Fyra."]


def test_metadata_of_an_older_form_says_nothing_of_what_it_did_not_know(tmp_path: Path) -> None:
    engine = open_for_writing(tmp_path)
    RecordWriter(engine, 1).stage(HERE, embedded(document("a.md", "Ett.")))
    take_back(engine, "0005")

    with closing(reader_of(tmp_path, 1)) as reader:
        (row,) = reader.documents()

    assert row.metadata.title == "a.md"
    assert (row.metadata.language, row.metadata.origins) == (None, ())
    assert (row.metadata.projects, row.metadata.systems) == ((), ())


def test_pages_taken_in_before_bodies_were_known_are_all_body(tmp_path: Path) -> None:
    engine = open_for_writing(tmp_path)
    page = Page(number=1, label="1", span=Span(start=0, end=5), body=Span(start=1, end=4))
    paged = replace(document("a.pdf", "Sida."), pages=(page,))
    RecordWriter(engine, 1).stage(HERE, embedded(paged))
    take_back(engine, "0005")

    with closing(reader_of(tmp_path, 1)) as reader:
        (row,) = reader.documents()
        (after,) = reader.text(row.version_id).pages

    assert after == replace(page, body=page.span)


def test_headings_taken_in_before_anchors_were_known_have_none(tmp_path: Path) -> None:
    engine = open_for_writing(tmp_path)
    heading = Heading(level=1, title="Rubrik", start=0, anchor="rubrik")
    headed = replace(document("a.html", "Rubrik"), headings=(heading,))
    RecordWriter(engine, 1).stage(HERE, embedded(headed))
    take_back(engine, "0014")

    with closing(reader_of(tmp_path, 1)) as reader:
        (row,) = reader.documents()
        (after,) = reader.text(row.version_id).headings

    assert after == replace(heading, anchor=None)


def test_an_older_form_waits_while_another_process_writes(tmp_path: Path) -> None:
    take_back(open_for_writing(tmp_path), "0003")

    with writing(tmp_path), pytest.raises(LockedError):
        open_for_reading(tmp_path)

    assert open_for_reading(tmp_path) is not None


def test_threads_that_meet_an_older_form_wait_until_one_has_migrated_it(tmp_path: Path) -> None:
    take_back(open_for_writing(tmp_path), "0003")
    together = threading.Barrier(8)

    def opened(_: int) -> bool:
        together.wait()
        return open_for_reading(tmp_path) is not None

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(opened, range(8)))


def take_back(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        made = config()
        made.attributes["connection"] = connection
        command.downgrade(made, revision)


@pytest.mark.parametrize("statements", [1, 4, 9])
def test_a_migration_that_is_killed_leaves_nothing(tmp_path: Path, statements: int) -> None:
    command_line = [sys.executable, "-P", "-c", DIE, str(tmp_path), str(statements)]

    killed = subprocess.run(command_line, check=False, capture_output=True, timeout=60)

    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == []
    assert killed.returncode == 9
    assert open_for_reading(tmp_path) is None
    assert open_for_writing(tmp_path) is not None


def test_workbooks_of_an_older_form_keep_their_names_and_marks(tmp_path: Path) -> None:
    rows = [agency(2, "Exempelverket"), project(2, "EXV", "Nytt"), figure(2, "Annat", "fte", 1.0)]
    take_in(tmp_path, rows, collection(tax=Tax.INCLUDED, price_year=2015, stage=Stage.REVIEW))
    names = "SELECT book_id, agency_id, name, is_full FROM register_names ORDER BY name"
    marks = "SELECT tax, price_year, is_example, stage FROM register_books"
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        before = [database.execute(one).fetchall() for one in (names, marks)]

    take_back(open_for_writing(tmp_path), "0014")
    open_for_writing(tmp_path)

    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        after = [database.execute(one).fetchall() for one in (names, marks)]
    assert after == before
    assert before[1] == [("included", 2015, 1, "review")]
    assert [name for _, _, name, _ in before[0]] == ["Annat", "EXV", "Exempelverket"]


def test_a_collection_of_an_older_form_is_as_far_as_its_workbooks_said(tmp_path: Path) -> None:
    for stage, source in ((Stage.SETTLED, "a.xlsx"), (Stage.REVIEW, "b.xlsx")):
        take_in(tmp_path, [figure(2, "Exempelverket", "fte", 1.0)], collection(stage=stage), source)

    take_back(open_for_writing(tmp_path), "0016")
    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        older = database.execute("SELECT stage FROM register_collections").fetchall()
    open_for_writing(tmp_path)

    with closing(sqlite3.connect(tmp_path / "record.sqlite3")) as database:
        said = database.execute("SELECT stage FROM register_collections").fetchall()
        books = database.execute("SELECT stage FROM register_books").fetchall()
    assert (older, said, books) == ([("review",)], [(None,)], [("review",), ("review",)])
