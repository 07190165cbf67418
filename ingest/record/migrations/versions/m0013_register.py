"""The register: what workbooks of a yearly collection say, corrections and findings beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _collections()
    _agencies()
    _projects()
    _figures()
    _matches()
    _corrections()
    _findings()


def _collections() -> None:
    op.create_table(
        "register_collections",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("survey", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("tax", sa.String(16), nullable=False),
        sa.Column("price_year", sa.Integer),
        sa.Column("is_example", sa.Boolean, nullable=False),
        sa.UniqueConstraint("survey", "year"),
    )
    op.create_table(
        "register_books",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("collection_id", "register_collections"),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("mapping_hash", sa.String(64), nullable=False),
        sa.Column("imported", sa.String(20), nullable=False),
        sa.Column("access", sa.Text, nullable=False),
        sa.Column("is_live", sa.Boolean, nullable=False),
        sa.Column("notices", sa.Text, nullable=False),
        sa.Column("refused", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_register_books_collection_id", "register_books", ["collection_id"])
    op.create_table(
        "register_sheets",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("book_id", "register_books"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("columns", sa.Text, nullable=False),
    )
    op.create_index("ix_register_sheets_book_id", "register_sheets", ["book_id"])


def _agencies() -> None:
    op.create_table(
        "register_agencies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "register_agency_rows",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sheet_id", "register_sheets"),
        sa.Column("row", sa.Integer, nullable=False),
        _of("agency_id", "register_agencies"),
        sa.Column("org_number", sa.Text),
        sa.Column("short_names", sa.Text, nullable=False),
        sa.Column("former_names", sa.Text, nullable=False),
        sa.Column("successor", sa.Text),
        sa.Column("department", sa.Text),
        sa.Column("size", sa.Text),
        sa.Column("groups", sa.Text, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
    )
    op.create_index("ix_register_agency_rows_agency_id", "register_agency_rows", ["agency_id"])
    op.create_index("ix_register_agency_rows_sheet_id", "register_agency_rows", ["sheet_id"])


def _projects() -> None:
    op.create_table(
        "register_projects",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("agency_id", "register_agencies"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_register_projects_agency_id", "register_projects", ["agency_id"])
    op.create_table(
        "register_project_rows",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sheet_id", "register_sheets"),
        sa.Column("row", sa.Integer, nullable=False),
        _of("agency_id", "register_agencies"),
        _of("project_id", "register_projects", may_be_none=True),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text),
        sa.Column("kind", sa.Text),
        sa.Column("system", sa.Text),
        sa.Column("start", sa.Date),
        sa.Column("planned_end", sa.Date),
        sa.Column("revised_end", sa.Date),
        sa.Column("actual_end", sa.Date),
        sa.Column("budget", sa.Float),
        sa.Column("revised_budget", sa.Float),
        sa.Column("outcome", sa.Float),
        sa.Column("phase", sa.Text),
        sa.Column("risk_benefit", sa.Integer),
        sa.Column("risk_budget", sa.Integer),
        sa.Column("risk_time", sa.Integer),
        sa.Column("benefit_plan", sa.Boolean),
        sa.Column("benefit_owner", sa.Text),
        sa.Column("supplier", sa.Text),
        sa.Column("status", sa.Text),
        sa.Column("cells", sa.Text, nullable=False),
        sa.Column("free", sa.Text, nullable=False),
    )
    op.create_index("ix_register_project_rows_agency_id", "register_project_rows", ["agency_id"])
    op.create_index("ix_register_project_rows_project_id", "register_project_rows", ["project_id"])
    op.create_index("ix_register_project_rows_sheet_id", "register_project_rows", ["sheet_id"])


def _figures() -> None:
    op.create_table(
        "register_definitions",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sheet_id", "register_sheets"),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Integer, nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
    )
    op.create_index("ix_register_definitions_sheet_id", "register_definitions", ["sheet_id"])
    op.create_table(
        "register_figures",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sheet_id", "register_sheets"),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Integer, nullable=False),
        _of("agency_id", "register_agencies"),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("original", sa.Text, nullable=False),
    )
    op.create_index("ix_register_figures_agency_id", "register_figures", ["agency_id"])
    op.create_index("ix_register_figures_sheet_id", "register_figures", ["sheet_id"])


def _matches() -> None:
    op.create_table(
        "register_matches",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("earlier_id", "register_project_rows"),
        _of("later_id", "register_project_rows"),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("said", sa.String(20)),
        sa.Column("who", sa.Text),
        sa.UniqueConstraint("earlier_id", "later_id"),
    )
    op.create_index("ix_register_matches_earlier_id", "register_matches", ["earlier_id"])
    op.create_index("ix_register_matches_later_id", "register_matches", ["later_id"])


def _corrections() -> None:
    op.create_table(
        "register_corrections",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("sheet_id", "register_sheets"),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Integer, nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("source", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("source_sheet", sa.Text),
        sa.Column("source_row", sa.Integer),
        sa.Column("source_column", sa.Integer),
        sa.Column("corrected", sa.String(20), nullable=False),
        sa.Column("who", sa.Text),
        sqlite_autoincrement=True,
    )
    op.create_index("corrections_of_cell", "register_corrections", ["sheet_id", "row", "column"])
    op.create_index("ix_register_corrections_sheet_id", "register_corrections", ["sheet_id"])


def _findings() -> None:
    op.create_table(
        "register_findings",
        sa.Column("id", sa.String(24), primary_key=True),
        _of("collection_id", "register_collections"),
        _of("agency_id", "register_agencies", may_be_none=True),
        _of("sheet_id", "register_sheets", may_be_none=True),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("column", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("row_kind", sa.String(16), nullable=False),
        sa.Column("severity", sa.String(16), nullable=False),
        sa.Column("field", sa.String(32), nullable=False),
        sa.Column("project", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("answer", sa.String(16)),
        sa.Column("comment", sa.Text),
        sa.Column("answered", sa.String(20)),
    )
    op.create_index("ix_register_findings_agency_id", "register_findings", ["agency_id"])
    op.create_index("ix_register_findings_collection_id", "register_findings", ["collection_id"])
    op.create_index("ix_register_findings_sheet_id", "register_findings", ["sheet_id"])


def _of(name: str, owner: str, *, may_be_none: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey(f"{owner}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, key, nullable=may_be_none)


def downgrade() -> None:
    """Drop them."""
    for table in (
        "register_matches",
        "register_project_rows",
        "register_findings",
        "register_figures",
        "register_definitions",
        "register_corrections",
        "register_agency_rows",
        "register_sheets",
        "register_projects",
        "register_books",
        "register_collections",
        "register_agencies",
    ):
        op.drop_table(table)
