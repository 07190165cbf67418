"""The record's tables of the register. A change here needs a migration in `migrations/versions`.

What a workbook says is written once and never altered; a *correction* stands beside it, and
agencies and projects are what its rows are held to be about. A book is live until a newer version
of it comes; rows of the others stay, as history.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from ingest.record.tables import metadata


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, *, name: str = "", may_be_none: bool = False) -> Column[int]:
    owner = ForeignKey(f"register_{table}.id", ondelete="CASCADE")
    return Column(name or _one(table), Integer, owner, nullable=may_be_none, index=True)


def _one(table: str) -> str:
    singular = {"agencies": "agency", "books": "book", "project_rows": "project_row"}
    return f"{singular.get(table, table.removesuffix('s'))}_id"


register_collections = Table(
    "register_collections",
    metadata,
    _id(),
    Column("survey", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("stage", String(16), doc="of `types.Stage`; null: what its workbooks say"),
    UniqueConstraint("survey", "year"),
)

register_books = Table(
    "register_books",
    metadata,
    _id(),
    _of("collections"),
    Column("source", Text, nullable=False, doc="the path below its folder, or the file's name"),
    Column("sha256", String(64), nullable=False, doc="of the file, which is kept under it"),
    Column("mapping_hash", String(64), nullable=False, doc="of what its columns were read as"),
    Column("imported", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("access", Text, nullable=False, doc="see `access.py`"),
    Column("is_live", Boolean, nullable=False),
    Column("notices", Text, nullable=False, doc="what was left out, JSON"),
    Column("refused", Text, nullable=False, doc="the cells that could not be read, JSON"),
    Column("tax", String(16), nullable=False, server_default="unknown", doc="of `types.Tax`"),
    Column("price_year", Integer, doc="null: nobody has said it"),
    Column("is_example", Boolean, nullable=False, server_default=text("0")),
    Column("stage", String(16), nullable=False, server_default="draft", doc="of `types.Stage`"),
    sqlite_autoincrement=True,
)

register_places = Table(
    "register_places",
    metadata,
    _id(),
    Column("folder_id", Integer, ForeignKey("folders.id", ondelete="CASCADE"), nullable=False),
    Column("source", Text, nullable=False, doc="the path below the folder"),
    _of("books"),
    Column("mark", Text, nullable=False, doc="see `ingest.marks`; empty: to be read again"),
    Column("access", Text, nullable=False, doc="of the file that lies there; see `access.py`"),
    Column("is_there", Boolean, nullable=False, doc="false: it lay there once"),
    UniqueConstraint("folder_id", "source", "book_id"),
)

register_sheets = Table(
    "register_sheets",
    metadata,
    _id(),
    _of("books"),
    Column("name", Text, nullable=False),
    Column("columns", Text, nullable=False, doc="each field's column, JSON"),
)

register_agencies = Table(
    "register_agencies",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True, doc="its name, folded"),
    Column("name", Text, nullable=False, doc="for telling it apart; shown are `register_names`"),
    sqlite_autoincrement=True,
)

register_names = Table(
    "register_names",
    metadata,
    _id(),
    _of("books"),
    _of("agencies"),
    Column("name", Text, nullable=False, doc="what the workbook calls it"),
    Column("is_full", Boolean, nullable=False, doc="true: its list of agencies does"),
)

register_agency_rows = Table(
    "register_agency_rows",
    metadata,
    _id(),
    _of("sheets"),
    Column("row", Integer, nullable=False),
    _of("agencies"),
    Column("org_number", Text),
    Column("short_names", Text, nullable=False, doc="JSON list, as the next"),
    Column("former_names", Text, nullable=False),
    Column("successor", Text),
    Column("department", Text),
    Column("size", Text),
    Column("groups", Text, nullable=False, doc="JSON list"),
    Column("cells", Text, nullable=False, doc="see `register/cells.py`"),
)

register_projects = Table(
    "register_projects",
    metadata,
    _id(),
    _of("agencies"),
    sqlite_autoincrement=True,
)

register_project_rows = Table(
    "register_project_rows",
    metadata,
    _id(),
    _of("sheets"),
    Column("row", Integer, nullable=False),
    _of("agencies"),
    _of("projects", may_be_none=True),
    Column("project", Text, nullable=False, doc="its name that year"),
    Column("purpose", Text),
    Column("kind", Text),
    Column("system", Text),
    Column("start", Date),
    Column("planned_end", Date),
    Column("revised_end", Date),
    Column("actual_end", Date),
    Column("budget", Float, doc="kronor, as the next two"),
    Column("revised_budget", Float),
    Column("outcome", Float),
    Column("phase", Text),
    Column("risk_benefit", Integer, doc="1 to 3, as the next two"),
    Column("risk_budget", Integer),
    Column("risk_time", Integer),
    Column("benefit_plan", Boolean),
    Column("benefit_owner", Text),
    Column("supplier", Text),
    Column("status", Text),
    Column("cells", Text, nullable=False, doc="see `register/cells.py`"),
    Column("free", Text, nullable=False, doc="the same, of columns that belong to no field"),
)

register_figures = Table(
    "register_figures",
    metadata,
    _id(),
    _of("sheets"),
    Column("row", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    _of("agencies"),
    Column("year", Integer, nullable=False),
    Column("number", String(32), nullable=False, doc="id of a measure, or of a maturity question"),
    Column("value", Float, nullable=False),
    Column("original", Text, nullable=False, doc="what the cell says"),
)

register_definitions = Table(
    "register_definitions",
    metadata,
    _id(),
    _of("sheets"),
    Column("row", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    Column("number", String(32), nullable=False),
    Column("definition", Text, nullable=False),
)

register_matches = Table(
    "register_matches",
    metadata,
    _id(),
    _of("project_rows", name="earlier_id"),
    _of("project_rows", name="later_id"),
    Column("likeness", Float, nullable=False, doc="0 to 1"),
    Column("verdict", String(16), doc="same, different; null: nobody has said"),
    Column("said", String(20), doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("who", Text),
    UniqueConstraint("earlier_id", "later_id"),
)

register_corrections = Table(
    "register_corrections",
    metadata,
    _id(),
    _of("sheets"),
    Column("row", Integer, nullable=False),
    Column("column", Integer, nullable=False, doc="with the row and sheet: the corrected cell"),
    Column("field", String(32), nullable=False),
    Column("value", Text, doc="JSON, normalised; null: the value is struck"),
    Column("original", Text, nullable=False, doc="as the correction has it"),
    Column("why", Text, nullable=False),
    Column("source", Text, doc="the file that it came in; null: said in another way"),
    Column("sha256", String(64), doc="of that file"),
    Column("source_sheet", Text),
    Column("source_row", Integer),
    Column("source_column", Integer),
    Column("corrected", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("who", Text),
    Index("corrections_of_cell", "sheet_id", "row", "column"),
    sqlite_autoincrement=True,
)

register_findings = Table(
    "register_findings",
    metadata,
    Column("id", String(24), primary_key=True, doc="by what was found where"),
    _of("collections"),
    _of("agencies", may_be_none=True),
    _of("sheets", may_be_none=True),
    Column("row", Integer, nullable=False, doc="0 where that cannot be told; so the column"),
    Column("column", Integer, nullable=False),
    Column("kind", String(32), nullable=False, doc="of `checks.findings.FaultKind`"),
    Column("year", Integer, nullable=False, doc="that the value is of"),
    Column("row_kind", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("field", String(32), nullable=False),
    Column("project", Text, nullable=False),
    Column("value", Text, doc="JSON, normalised; null: the cell is empty"),
    Column("original", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("is_open", Boolean, nullable=False, doc="false: the last check did not find it"),
    Column("answer", String(16), doc="the agency's; null: none yet"),
    Column("comment", Text),
    Column("answered", String(20), doc="UTC, as 2026-01-31T12:00:00Z"),
)
