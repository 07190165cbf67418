"""The record's tables. A change here needs a migration in `migrations/versions`.

A *document* is a place in the material; a *version* is what was read there once. A version is
visible to readers of index generation g when `live_from <= g` and (`live_until` is null or
`g < live_until`), so replacing one name in the index folder publishes a whole sync at once.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

facts = Table(
    "facts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

folders = Table(
    "folders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("folder_id", Integer, ForeignKey("folders.id"), nullable=False),
    Column("source", Text, nullable=False),
    Column("access", Text, nullable=False, doc="see `access.py`"),
    Column("withdrawn", Boolean, nullable=False, default=False),
    Column("coming_access", Text, doc="what `access` is from the next publication"),
    Column("superseded_by", String(16), doc="the document that is its newest edition"),
    Column("own_access", Text, nullable=False, server_default="null", doc="as the file says, JSON"),
    Column("coming_own", Text, doc="what `own_access` is from the next publication"),
    Column("set_access", Text, doc="what an editor has set in its place; null: nothing"),
    UniqueConstraint("folder_id", "source"),
)

versions = Table(
    "versions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False, index=True),
    Column("content_hash", String(64), nullable=False, index=True),
    Column("live_from", Integer, nullable=False),
    Column("live_until", Integer),
    Column("media_type", String(128), nullable=False),
    Column("title", Text, nullable=False),
    Column("publisher", Text),
    Column("year", Integer),
    Column("date", String(32)),
    Column("kind", String(16), nullable=False),
    Column("publication_number", String(64)),
    Column("diarienummer", String(64)),
    Column("url", Text),
    Column("text", Text, nullable=False),
    Column("sketch", LargeBinary, doc="see `ingest.resemblance`; null: not made yet"),
    Column("as_read", Text, doc="what the material says where corrections say otherwise, JSON"),
    Column("language", String(8)),
    Column("projects", Text, doc="see `described.py`, as the next two"),
    Column("systems", Text),
    Column("origins", Text),
    Column("file_hash", String(64), index=True, doc="null: read before it was written down"),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "document_id",
        String(16),
        ForeignKey("documents.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("field", String(32), nullable=False, doc="of `ingest.types.Metadata`"),
    Column("value", Text, doc="see `ingest/correctable.py`; null: the correction is taken back"),
    Column("corrected", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("who", Text, doc="who corrected; null where nobody signs in"),
    sqlite_autoincrement=True,
)

pages = Table(
    "pages",
    metadata,
    Column(
        "version_id", String(32), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("number", Integer, primary_key=True),
    Column("label", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("body_start", Integer, nullable=False, server_default="0"),
    Column("body_end", Integer, nullable=False, server_default="0"),
    Column("state", String(16), nullable=False, server_default="printed"),
)

headings = Table(
    "headings",
    metadata,
    Column(
        "version_id", String(32), ForeignKey("versions.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("ordinal", Integer, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("anchor", Text, doc="see `ingest.types.Heading`; null too: read before it was kept"),
)

chunks = Table(
    "chunks",
    metadata,
    Column("key", Integer, primary_key=True, doc="never used again; names the chunk in the index"),
    Column("version_id", String(32), ForeignKey("versions.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("page", Integer),
    Column("heading", Text, nullable=False),
    Column("vector", LargeBinary, nullable=False, doc="float16, little-endian"),
    Column("words", Text, nullable=False, server_default="", doc="what the text has there"),
    Index("chunks_of_version", "version_id", "ordinal"),
    sqlite_autoincrement=True,
)

answers = Table(
    "answers",
    metadata,
    Column("id", String(32), primary_key=True, doc="random, 32 hex digits"),
    Column("asked", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("expires", String(20), nullable=False, index=True, doc="as `asked`"),
    Column("owner", Text, doc="who asked; null where nobody signs in"),
    Column("question", Text, nullable=False),
    Column("filters", Text, nullable=False, doc="the asker's filters, JSON"),
    Column("answer", Text, nullable=False, doc="JSON, as it was given"),
    Column("files", Text, nullable=False, doc="the files it rests on, JSON"),
    Column("generation", Integer, nullable=False),
    Column("embedder", String(64), nullable=False),
    Column("model", Text),
    Column("product", String(32), nullable=False, doc="the program's version"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(32), primary_key=True, doc="random, 32 hex digits"),
    Column(
        "answer_id",
        String(32),
        ForeignKey("answers.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("citation", Integer, doc="its number in the answer; null: the answer as a whole"),
    Column("verdict", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("said", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True, doc="random, 32 hex digits"),
    Column("owner", Text, doc="who asks; null where nobody signs in"),
    Column("started", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("expires", String(20), nullable=False, index=True, doc="as `started`"),
)

conversation_questions = Table(
    "conversation_questions",
    metadata,
    Column(
        "conversation_id",
        String(32),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True, doc="from 1, in the order they were asked"),
    Column("question", Text, nullable=False, doc="as it was asked"),
    Column("understood", Text, nullable=False, doc="the same, made self-contained"),
    Column("answer_id", String(32), doc="in `answers` until it expires there; null: not kept"),
    Column("asked", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job", String(16), nullable=False),
    Column("folders", Text, nullable=False, doc="JSON"),
    Column("started", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
    Column("finished", String(20), doc="null: it works, or was cut off"),
    Column("seconds", Float),
    Column("generation", Integer, doc="null: nothing was published"),
    Column("unchanged", Integer, doc="so many files"),
    Column("trouble", Text, doc="why nothing was published"),
    sqlite_autoincrement=True,
)

run_files = Table(
    "run_files",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("seconds", Float, doc="null: it was not read"),
    Column("pages", Integer, nullable=False),
    Column("chunks", Integer, nullable=False),
    Column("access", Text, nullable=False, doc="who may know of it, JSON"),
)

fetched = Table(
    "fetched",
    metadata,
    Column("url", Text, primary_key=True, doc="as the list of sources leads to it"),
    Column("origin", Text, nullable=False, doc="the entry of the list that it comes from"),
    Column("landed", Text, nullable=False, doc="where its redirects end"),
    Column("file", Text, nullable=False, doc="its path below the folder of fetched files"),
    Column("sha256", String(64), nullable=False, doc="of the file"),
    Column("etag", Text, nullable=False, doc="empty: none was sent; so the next two"),
    Column("last_modified", Text, nullable=False),
    Column("changed", Text, nullable=False, doc="as a sitemap tells it"),
    Column("fetched", String(20), nullable=False, doc="UTC, as 2026-01-31T12:00:00Z"),
)
