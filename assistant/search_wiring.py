"""Builds what understands questions and finds passages and documents, from the settings."""

from functools import cache
from pathlib import Path

from assistant.browsing.finding import DocumentSearcher
from assistant.filtering.narrowing import DocumentFilters
from assistant.library import LibraryKeeper
from assistant.retrieval.reranking import CrossEncoderReranker, Reranker
from assistant.searching import Searcher
from assistant.settings import Settings
from assistant.understanding.agencies import Agencies
from assistant.understanding.alternatives import WordKnowledge
from assistant.understanding.english import English
from assistant.understanding.question import Understander
from assistant.understanding.thesaurus import Thesaurus, packaged_synonyms
from ingest.embedding import Embedder


def build_document_searcher(library: LibraryKeeper, searcher: Searcher) -> DocumentSearcher:
    """What finds documents in a library that is there already."""
    return DocumentSearcher(library, searcher, agencies())


def build_understander(known: Agencies, synonyms: Path | None = None) -> Understander:
    """What understands questions, by the packaged word lists and a synonym file beside them."""
    said = Thesaurus.read(*packaged_synonyms(), synonyms) if synonyms else _packaged_thesaurus()
    return Understander(WordKnowledge(agencies=known, synonyms=said), _english())


def build_reranker(settings: Settings) -> Reranker | None:
    """The re-ranker that is set, or None; raises RerankerError when it cannot be used."""
    if not settings.reranker:
        return None
    return CrossEncoderReranker(
        settings.reranker,
        batch_size=settings.reranker_batch,
        device=settings.embedding_device,
    )


def build_searcher(
    library: LibraryKeeper,
    embedder: Embedder,
    synonyms: Path | None = None,
    reranker: Reranker | None = None,
) -> Searcher:
    """What finds passages in a library that is there already."""
    known = agencies()
    understander = build_understander(known, synonyms)
    return Searcher(library, embedder, understander, DocumentFilters(known), reranker)


@cache
def agencies() -> Agencies:
    """The agencies that are known, read once."""
    return Agencies.read()


@cache
def _packaged_thesaurus() -> Thesaurus:
    return Thesaurus.read(*packaged_synonyms())


@cache
def _english() -> English:
    return English.read()
