"""Builds what answers from the settings; only `library_wiring` and the CLI build besides."""

from pathlib import Path

from assistant.asking import Assistant, Figures
from assistant.auditing import AuditLog
from assistant.citation_marks.keeping import CitationMarks
from assistant.confirmation import AsStored, Confirmer
from assistant.conversing import Conversations
from assistant.curated.answering import CuratedAnswerer, Reading
from assistant.curated.checking import Checker
from assistant.curated.keeping import CuratedAnswers
from assistant.deciding import AccessDecider
from assistant.editing import Editor
from assistant.enumerating import Enumerator
from assistant.errors import AssistantError
from assistant.excerpts.reading import PassageReader
from assistant.figures.answering import NO_REGISTER, FiguresAnswerer
from assistant.figures.likeness import ProjectLikeness
from assistant.keeping import AnswerKeeper, answer_days
from assistant.lessons.attaching import Attachments
from assistant.lessons.keeping import Lessons
from assistant.lessons.proposing import Proposer
from assistant.lessons.publishing import LessonPublisher
from assistant.library import LibraryKeeper
from assistant.library_wiring import build_embedder, build_library, local_person
from assistant.matching.word_likeness import WordLikeness
from assistant.model_wiring import NO_MODELS, Models, build_models
from assistant.originals import Originals
from assistant.people.settings import SignInMode
from assistant.quoting import Quoter
from assistant.replying import Replier
from assistant.retention_wiring import build_retention
from assistant.search_wiring import (
    agencies,
    build_document_searcher,
    build_reranker,
    build_searcher,
)
from assistant.searching import Searcher
from assistant.service import Service
from assistant.settings import Settings
from assistant.suggesting import Suggester
from assistant.switching import Switches
from assistant.tasks.asking import LibraryAsking
from assistant.tasks.keeping import Tasks
from assistant.types import SiteLinks
from assistant.unanswered.finding import Topics
from assistant.unanswered.grouping import TopicGrouper
from assistant.understanding.follow_ups import FollowUps
from assistant.upkeep import Upkeep
from assistant.uploading.taking_in import Uploader
from assistant.writing import Writer
from ingest.embedding import Embedder, StaticEmbedder, load_embedder
from ingest.pageprocess import PageProcess
from ingest.recognised import RecognisedPages
from ingest.register.asking import Register
from ingest.secondreading import SecondReader
from ingest.settings import LibrarySettings
from ingest.syncprocess import SyncProcess

NO_FIGURES = FiguresAnswerer(NO_REGISTER)


def build_upkeep(settings: Settings, service: Service) -> Upkeep:
    """What has the index of a running service mended."""

    def mend_index() -> None:
        from ingest.sync import mend  # noqa: PLC0415  (whoever only asks needs none of it)

        mend(build_library(settings))

    return Upkeep(service.library, mend_index)


def build_service(settings: Settings) -> Service:
    """Everything that answers. Close it."""
    return build_service_with(build_embedder(settings), settings)


def build_service_with(embedder: Embedder, settings: Settings) -> Service:
    """Everything that answers, with an embedder that is there already. Close it."""
    library, reader = LibraryKeeper(settings.data, embedder), SecondReader()
    recognised, pages = RecognisedPages.of(settings.data), PageProcess()
    models, register = build_models(settings), Register(settings.data)
    searcher = build_searcher(library, embedder, settings.synonyms, build_reranker(settings))
    figures, answers = FiguresAnswerer(register), build_answers(settings, embedder)
    lessons, auditor = build_lessons(settings), AuditLog.of(settings.data, settings.audit_head)
    confirmer, topics = Confirmer(reader, recognised), build_topics(answers, embedder)
    curated = build_curated(settings.data, library, confirmer)
    pinned = build_pinned(curated, library, embedder, figures)
    plain = build_assistant(searcher, embedder, confirmer, figures=figures)
    return Service(
        assistant=build_assistant(searcher, embedder, confirmer, models, figures),
        library=library,
        documents=build_document_searcher(library, searcher),
        topics=topics,
        register=register,
        figures=figures,
        likeness=ProjectLikeness(register, embedder),
        reader=reader,
        pages=pages,
        originals=Originals(recognised, pages),
        answers=answers,
        conversations=Conversations(settings.data, settings.keep_conversations),
        editor=Editor(settings.data, embedder, is_open=settings.editing),
        access=AccessDecider(settings.data),
        uploader=build_uploader(settings, settings.uploads),
        lessons=lessons,
        attachments=Attachments(settings.data, lessons),
        proposer=Proposer(library, lessons),
        curated=curated,
        marks=CitationMarks(settings.data, library),
        pinned=pinned,
        tasks=Tasks(settings.data, topics, LibraryAsking(library, plain, curated, pinned)),
        auditor=auditor,
        switches=Switches(settings.data),
        retention=build_retention(settings, auditor),
        caller=local_person(settings),
        links=build_links(settings),
        models=models.closing,
    )


def build_answers(settings: Settings, embedder: Embedder) -> AnswerKeeper:
    """What keeps the answers of the data folder that is set. Close it."""
    days = answer_days(settings.keep_answers, signs_in=settings.sign_in is not SignInMode.LOCAL)
    return AnswerKeeper(settings.data, embedder.fingerprint, days)


def build_topics(answers: AnswerKeeper, embedder: Embedder) -> Topics:
    """What finds the topics of the kept answers; the packaged model groups them."""
    return Topics(answers, TopicGrouper(quick_embedder(embedder)))


def build_links(settings: Settings) -> SiteLinks:
    """The addresses that pages and feeds give."""
    return SiteLinks(
        accessibility=settings.accessibility_url,
        privacy=settings.privacy_url,
        service=settings.public_url.rstrip("/"),
    )


def build_uploader(settings: LibrarySettings, folder: Path | None) -> Uploader:
    """What takes in files that come through the service; raises where they may not lie there."""
    if folder is not None and folder.resolve().is_relative_to(settings.data.resolve()):
        raise AssistantError(
            f"Mappen {folder} ligger i datamappen, vars filer aldrig läses in.",
            "Ställ in LARDOM_UPLOADS till en mapp utanför LARDOM_DATA.",
        )
    return Uploader(folder, SyncProcess(settings), AccessDecider(settings.data))


def build_lessons(settings: LibrarySettings) -> Lessons:
    """The lessons of the data folder that is set. Close them."""
    return Lessons(settings.data, LessonPublisher(settings.data, SyncProcess(settings)))


def build_curated(data: Path, library: LibraryKeeper, confirmer: Confirmer) -> CuratedAnswers:
    """The curated answers of a data folder. Close them."""
    return CuratedAnswers(data, library, Checker(confirmer))


def build_pinned(
    curated: CuratedAnswers,
    library: LibraryKeeper,
    embedder: Embedder,
    figures: Figures = NO_FIGURES,
) -> CuratedAnswerer:
    """What answers with what is pinned; the packaged model compares questions."""
    known = agencies()
    reading = Reading(
        embedding=quick_embedder(embedder),
        agencies=known,
        leaning=FollowUps(known),
        figures=figures,
    )
    return CuratedAnswerer(curated, library, reading)


def build_assistant(
    searcher: Searcher,
    embedder: Embedder,
    confirmer: Confirmer,
    models: Models = NO_MODELS,
    figures: Figures = NO_FIGURES,
) -> Assistant:
    """What answers in a library that is there already; without models, by quoting."""
    alike = build_word_likeness(embedder)
    passages = PassageReader(embedder)
    quoter = Quoter(passages, alike, confirmer)
    trusting = Quoter(passages, alike, Confirmer(AsStored()))
    suggester = Suggester(searcher, quoter, trusting)
    replier = Replier(Enumerator(agencies()), suggester)
    rewriting = models.rewriting or FollowUps(agencies())
    writer = Writer(quoter, models.answerer)
    return Assistant(searcher, writer, replier, rewriting, figures)


def build_word_likeness(embedder: Embedder) -> WordLikeness:
    """What compares single words: by the packaged model, for another might take seconds."""
    return WordLikeness(quick_embedder(embedder))


def quick_embedder(embedder: Embedder) -> Embedder:
    """The embedder where it is a static one, else the packaged model."""
    return embedder if isinstance(embedder, StaticEmbedder) else load_embedder("")
