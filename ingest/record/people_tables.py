"""The tables of signing in. A change here needs a migration, as in `tables`.

Neither holds what opens anything: of the ids and keys that are handed out only hashes are kept.
An ID token opens nothing here either, for the sign-in it was given to is over.
"""

from sqlalchemy import Column, Integer, String, Table, Text

from ingest.record.tables import metadata

sessions = Table(
    "sessions",
    metadata,
    Column("hash", String(64), primary_key=True, doc="SHA-256 of the id, hex"),
    Column("person", Text, nullable=False, doc="issuer and subject"),
    Column("name", Text, nullable=False),
    Column("groups", Text, nullable=False, doc="JSON"),
    Column("started", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("seen", String(20), nullable=False, doc="as `started`; at most a minute late"),
    Column("ends", String(20), nullable=False, index=True, doc="as `started`"),
    Column("sid", Text, nullable=False, server_default="", doc="its name there; empty: none"),
    Column("id_token", Text, nullable=False, server_default="", doc="said there; empty: not kept"),
)

service_keys = Table(
    "service_keys",
    metadata,
    Column("id", String(16), primary_key=True, doc="random, 16 hex digits"),
    Column("hash", String(64), nullable=False, unique=True, doc="SHA-256 of the key, hex"),
    Column("name", Text, nullable=False),
    Column("roles", Text, nullable=False, doc="JSON"),
    Column("groups", Text, nullable=False, doc="JSON"),
    Column("per_minute", Integer, nullable=False, doc="requests at most"),
    Column("made", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("ends", String(20), nullable=False, doc="as `made`"),
    Column("revoked", String(20), doc="as `made`; null: it holds until it ends"),
)
