"""Alembic's entry: runs the migrations on the connection that `forms.migrate` hands over."""

from alembic import context

from ingest.record import place_tables  # noqa: F401  (its tables are part of the metadata)
from ingest.record.register import tables  # noqa: F401  (the same)
from ingest.record.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
