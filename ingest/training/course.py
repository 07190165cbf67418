"""A whole training run: read, learn the vocabulary, encode, learn the vectors, write."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ingest.training.corpus import build_corpus
from ingest.training.evening import even_out
from ingest.training.folder import write_model
from ingest.training.learning import learn
from ingest.training.openings import encode_openings
from ingest.training.pairs import draw_batches
from ingest.training.settings import TrainingSettings
from ingest.training.teacher import Lessons, Teach, prepare_lessons
from ingest.training.texts import Passage, Translation, read_passages, read_translations
from ingest.training.vocabulary import UNKNOWN, learn_vocabulary


def train(
    settings: TrainingSettings,
    data: Path,
    out: Path,
    teach: Teach | None,
    tell: Callable[[str], None],
) -> None:
    """Train on the texts in `data` and write the model to `out`.

    `teach` gives an English teacher's vectors; None leaves distillation out. `tell` is called
    with a line for each part of the run. Raises ValueError when `data` holds no text.
    """
    passages = list(read_passages(data, settings.passage_characters))
    if not passages:
        raise ValueError(f"{data} holds no *.jsonl.gz file with {{title, text}} rows to train on")
    translations = read_translations(data)
    tell(f"{len(passages)} passages, {len(translations)} translations")
    tokenizer = learn_vocabulary(_lines(passages, translations), settings.vocabulary_size)
    corpus = build_corpus(passages, tokenizer)
    tell(f"{tokenizer.get_vocab_size()} pieces, {len(corpus.lines.values)} tokens")
    lessons: Lessons | None = None
    if teach and translations:
        lessons = prepare_lessons(translations, teach, tokenizer, settings.dimension)
        tell(f"{len(lessons)} lessons from the teacher")
    batches = draw_batches(corpus, encode_openings(tokenizer), settings)
    vectors = learn(tokenizer.get_vocab_size(), batches, lessons, settings)
    vectors = even_out(vectors, corpus, settings)
    vectors[tokenizer.token_to_id(UNKNOWN)] = 0
    write_model(out, tokenizer, vectors)
    tell(f"written to {out}")


def _lines(passages: Sequence[Passage], translations: Sequence[Translation]) -> Iterator[str]:
    for passage in passages:
        yield passage.heading
        yield from passage.sentences
    for translation in translations:
        yield translation.english
        yield translation.swedish
