"""What each workbook calls the agencies, and marks its amounts with: its own, not for all."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MARKS = ("tax", "price_year", "is_example")
_MOVED = (
    "UPDATE {target} SET ({marks}) = (SELECT {marks} FROM {source} WHERE {which}) "
    "WHERE EXISTS (SELECT 1 FROM {source} WHERE {which})"
)
_CALLED = (
    "INSERT INTO register_names (book_id, agency_id, name, is_full) "
    "SELECT DISTINCT s.book_id, r.agency_id, trim(json_extract(r.cells, '$.agency[1]')), {is_full} "
    "FROM {table} r JOIN register_sheets s ON s.id = r.sheet_id "
    "WHERE json_extract(r.cells, '$.agency[1]') IS NOT NULL"
)
_NOT_CALLED = (
    "INSERT INTO register_names (book_id, agency_id, name, is_full) "
    "SELECT DISTINCT s.book_id, r.agency_id, a.name, 0 FROM {table} r "
    "JOIN register_sheets s ON s.id = r.sheet_id JOIN register_agencies a ON a.id = r.agency_id "
    "WHERE NOT EXISTS (SELECT 1 FROM register_names n "
    "WHERE n.book_id = s.book_id AND n.agency_id = r.agency_id)"
)


def upgrade() -> None:
    """Make the table and the columns.

    Of figures no older record has what their workbook calls the agency: where no other row of it
    says so, it is what the register called it.
    """
    op.create_table(
        "register_names",
        sa.Column("id", sa.Integer, primary_key=True),
        _of("book_id", "register_books"),
        _of("agency_id", "register_agencies"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_full", sa.Boolean, nullable=False),
    )
    for column in ("book_id", "agency_id"):
        op.create_index(f"ix_register_names_{column}", "register_names", [column])
    op.execute(_CALLED.format(table="register_agency_rows", is_full=1))
    op.execute(_CALLED.format(table="register_project_rows", is_full=0))
    for table in ("register_agency_rows", "register_project_rows", "register_figures"):
        op.execute(_NOT_CALLED.format(table=table))
    _move_marks("register_collections", "register_books", "id = collection_id")


def downgrade() -> None:
    """Drop them; a collection has the marks of its newest workbook again."""
    newest = (
        "id = (SELECT max(id) FROM register_books WHERE collection_id = register_collections.id)"
    )
    _move_marks("register_books", "register_collections", newest)
    op.drop_table("register_names")


def _move_marks(source: str, target: str, which: str) -> None:
    op.add_column(target, sa.Column("tax", sa.String(16), nullable=False, server_default="unknown"))
    op.add_column(target, sa.Column("price_year", sa.Integer))
    op.add_column(
        target, sa.Column("is_example", sa.Boolean, nullable=False, server_default=sa.text("0"))
    )
    marks = ", ".join(_MARKS)
    op.execute(_MOVED.format(target=target, source=source, which=which, marks=marks))
    for one in _MARKS:
        op.drop_column(source, one)


def _of(name: str, table: str) -> sa.Column[int]:
    owner = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer, owner, nullable=False)
