"""Finds documents by words and facets: which ones match, how they count, and those of one page.

A document matches that holds as many of the words as any that the asker may see: all of them,
where there is such a one. Who may see what is read anew in every search, so that a document that
has been hidden counts nowhere from that moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from assistant.browsing.counting import counted
from assistant.browsing.known import KnownDocuments, Mask, all_of
from assistant.browsing.labels import AgencyTable, Labels
from assistant.browsing.matching import Matched, Matcher, sought_in
from assistant.browsing.ranking import Ranked, Ranker, by_themselves
from assistant.browsing.snippets import snippet_of
from assistant.browsing.types import DocumentsFound, DocumentsWanted, FoundDocument, Sort
from assistant.errors import NoLibraryError
from assistant.library import LibraryKeeper, OpenLibrary
from assistant.searching import Searcher, Understood
from assistant.types import Asker
from ingest.record.facts import Fact
from ingest.record.reading import RecordReader
from ingest.record.types import Passage


class DocumentSearcher:
    """Finds documents in the live generation. One per process; usable by threads."""

    def __init__(self, library: LibraryKeeper, searcher: Searcher, agencies: AgencyTable) -> None:
        self._library = library
        self._searcher = searcher
        self._labels = Labels(agencies)
        self._reading = Lock()
        self._known: WeakKeyDictionary[RecordReader, KnownDocuments] = WeakKeyDictionary()

    def search(self, wanted: DocumentsWanted, asker: Asker) -> DocumentsFound:
        """The documents that are wanted.

        Raises:
            QuestionError: the words cannot be searched for.
            NoLibraryError: nothing has been taken in, or its words cannot be searched.
        """
        if wanted.words.strip():
            return self._by_words(self._searcher.understand(wanted.words), wanted, asker)
        look = self._look(self._library.current(), wanted, asker)
        matched = Matched(sought=(), held=0, mask=look.seen)
        sort = wanted.sort or Sort.NEWEST
        ranked = by_themselves(look.known, look.left(matched), sort)
        return look.found(matched, sort, ranked, dict.fromkeys(look.page(ranked), ()))

    def _by_words(
        self, understood: Understood, wanted: DocumentsWanted, asker: Asker
    ) -> DocumentsFound:
        lexical = understood.library.lexical
        if lexical is None:
            raise NoLibraryError(
                "Det går inte att söka på ord just nu.",
                "Visa alla dokument i stället, eller försök igen om en stund.",
            )
        look = self._look(understood.library, wanted, asker)
        matched = Matcher(look.known, lexical).most(sought_in(understood.query), look.seen)
        ranker = Ranker(
            searcher=self._searcher,
            understood=understood,
            lexical=lexical,
            known=look.known,
            matched=matched,
        )
        sort, left = wanted.sort or Sort.RELEVANCE, look.left(matched)
        if sort is Sort.RELEVANCE and left.any():
            ranked = ranker.by_relevance(left, asker)
        else:
            ranked = by_themselves(look.known, left, sort)
        return look.found(matched, sort, ranked, ranker.passages(ranked, look.page(ranked)))

    def _look(self, library: OpenLibrary, wanted: DocumentsWanted, asker: Asker) -> "_Look":
        known = self._of(library.record)
        return _Look(
            library=library,
            wanted=wanted,
            known=known,
            seen=known.seen(asker, library.record.access()),
            chosen=known.chosen(wanted),
        )

    def _of(self, record: RecordReader) -> KnownDocuments:
        access = record.fact(Fact.ACCESS)
        with self._reading:
            known = self._known.get(record)
            if known is None or known.access != access:
                known = KnownDocuments(record.columns(), self._labels, access)
                self._known[record] = known
            return known


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Look:
    """One search in one generation: what the asker may see, and what each chosen facet leaves."""

    library: OpenLibrary
    wanted: DocumentsWanted
    known: KnownDocuments
    seen: Mask
    chosen: dict[str, Mask]

    def left(self, matched: Matched) -> Mask:
        """What matches and is left by all that is chosen."""
        return all_of([matched.mask, *self.chosen.values()])

    def page(self, ranked: Ranked) -> Sequence[int]:
        """The places of the documents that are asked for now."""
        return ranked.places[self.wanted.offset : self.wanted.offset + self.wanted.limit]

    def found(
        self,
        matched: Matched,
        sort: Sort,
        ranked: Ranked,
        passages: Mapping[int, Sequence[Passage]],
    ) -> DocumentsFound:
        """What is found; `passages` are those of the page's documents, in order."""
        ids = self.known.ids
        rows = self.library.record.named([ids[place] for place in passages])
        documents = (
            FoundDocument(
                row=rows[ids[place]],
                snippets=tuple(snippet_of(one, matched.stems) for one in some),
            )
            for place, some in passages.items()
            if ids[place] in rows
        )
        return DocumentsFound(
            generation=self.library.generation,
            total=len(ranked.places),
            words=tuple(one.word for one in matched.sought),
            held=matched.held,
            sort=sort,
            offset=self.wanted.offset,
            documents=tuple(documents),
            facets=counted(self.known, matched.mask, self.chosen),
        )
