"""The map that `test_layers.py` holds the code to: ranks of rooms, homes of libraries."""

RANKS = (
    # ingest: from nouns to the command line
    (
        "ingest",
        "ingest.types",
        "ingest.errors",
        "ingest.settings",
        "ingest.wording",
        "ingest.typography",
        "ingest.children",
    ),
    ("ingest.rendering", "ingest.swedish", "ingest.sentences"),
    ("ingest.embedding", "ingest.lock", "ingest.sidecar"),
    ("ingest.training", "ingest.training.*"),
    ("ingest.loaders.encoding",),
    ("ingest.loaders.*",),
    ("ingest.loaders", "ingest.pagepicture"),
    ("ingest.pageprocess",),
    ("ingest.pageprocess_child", "ingest.secondreading"),
    ("ingest.metadata.*",),
    ("ingest.metadata", "ingest.chunking"),
    ("ingest.reading", "ingest.scanning"),
    ("ingest.sandbox_child",),
    ("ingest.sandbox",),
    ("ingest.record", "ingest.record.types", "ingest.record.tables", "ingest.record.access"),
    ("ingest.record.facts",),
    ("ingest.record.opening", "ingest.record.reading", "ingest.record.writing"),
    ("ingest.record.migrations", "ingest.record.migrations.*"),
    ("ingest.index", "ingest.index.types", "ingest.index.sealing"),
    ("ingest.index.lexical", "ingest.index.vectors", "ingest.index.exact"),
    ("ingest.index.generation",),
    ("ingest.index.building",),
    ("ingest.index.publishing",),
    ("ingest.report", "ingest.starter"),
    ("ingest.sync",),
    ("ingest.sync_output",),
    # assistant: from nouns to the rim
    ("assistant", "assistant.types", "assistant.errors", "assistant.settings"),
    ("assistant.naming", "assistant.value_rules"),
    ("assistant.understanding", "assistant.closer_reading", "assistant.prompts"),
    ("assistant.understanding.question",),
    ("assistant.retrieval",),
    ("assistant.library", "assistant.verification", "assistant.confirmation"),
    ("assistant.answering", "assistant.answering.term_matching"),
    ("assistant.answering.candidates", "assistant.answering.composing"),
    ("assistant.answering.extractive", "assistant.answering.generative"),
    ("assistant.asking",),
    ("assistant.presenting",),
    ("assistant.service",),
    ("assistant.wiring",),
    ("assistant.api", "assistant.api.document_json", "assistant.api.failures"),
    ("assistant.api.examples",),
    ("assistant.api.ask", "assistant.api.documents", "assistant.api.health"),
    ("assistant.api.app",),
    ("assistant.api.serving",),
    ("assistant.cli",),
    ("assistant.__main__",),
)
"""Rooms by rank, lowest first; a room imports only from ranks below its own.

A name ending in `.*` stands for the rooms of a package that may also import one another.
"""

HOMES = {
    "alembic": ("ingest.record.opening", "ingest.record.migrations.*"),
    "chromadb": ("ingest.index.vectors",),
    "docx": ("ingest.loaders.word",),
    "fastapi": ("assistant.api.*",),
    "langchain": ("assistant.answering.generative",),
    "langchain_core": ("assistant.answering.generative",),
    "numpy": (
        "ingest.embedding",
        "ingest.training.*",
        "ingest.record.*",
        "ingest.index.*",
        "assistant.closer_reading",
        "assistant.retrieval",
        "assistant.answering.candidates",
    ),
    "PIL": ("ingest.pagepicture",),
    "pydantic": (
        "*.settings",
        "assistant.api.*",
        "assistant.answering.generative",
        "assistant.wiring",
    ),
    "pydantic_settings": ("ingest.settings",),
    "pypdf": ("ingest.loaders.pdf_structure", "ingest.pageprocess_child"),
    "pypdfium2": ("ingest.loaders.pdf", "ingest.pagepicture"),
    "rich": ("ingest.sync_output",),
    "safetensors": ("ingest.embedding", "ingest.training.*"),
    "sentence_transformers": ("ingest.embedding",),
    "sqlalchemy": ("ingest.record.*",),
    "starlette": ("assistant.api.*",),
    "Stemmer": ("ingest.swedish",),
    "tantivy": ("ingest.index.lexical",),
    "tokenizers": ("ingest.embedding", "ingest.training.*"),
    "torch": ("ingest.training.*",),
    "trafilatura": ("ingest.loaders.html",),
    "typer": ("assistant.cli", "assistant.api.serving"),
    "uvicorn": ("assistant.api.serving",),
    "yaml": ("ingest.sidecar", "ingest.loaders.markdown"),
}
"""The only rooms that may import each outside library."""

LARGEST_ROOM = 250
LARGEST_MEDIAN_ROOM = 150
LONGEST_FUNCTION = 40
LARGEST_MEDIAN_FUNCTION = 8
MOST_PARAMETERS = 5
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "manager", "base", "core", "misc"})
