"""Learns the subword vocabulary and turns texts into token numbers.

Text is lower-cased, å ä ö stay, soft hyphens and everything that is neither letter nor
digit go; words are cut greedily into the longest known pieces (WordPiece).
"""

from collections.abc import Iterable, Iterator, Sequence

from tokenizers import Regex, Tokenizer
from tokenizers.models import BPE, WordPiece
from tokenizers.normalizers import NFC, Lowercase, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Digits, Metaspace, Split
from tokenizers.pre_tokenizers import Sequence as PreTokenizers
from tokenizers.trainers import BpeTrainer

from ingest.training.ragged import Ragged

UNKNOWN = "[UNK]"
_WORD_START = "▁"
_INSIDE = "##"
_LAST_LATIN = "\u024f"
_AT_ONCE = 20_000


def learn_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A tokenizer of at most `size` pieces; piece 0 stands for what it cannot spell.

    The pieces are found by byte-pair merges, whose trainer gives the same pieces every time
    (the library's own trainer for WordPiece does not), and then used as WordPiece.
    """
    pieces = _wordpieces(_merge(texts, size))[:size]
    numbers = {piece: number for number, piece in enumerate(pieces)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = PreTokenizers([_letters_and_digits(), Digits()])
    return tokenizer


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> Ragged:
    """The token numbers of each text; unknown pieces are left out."""
    return Ragged.of(list(_rows(tokenizer, texts)))


def _merge(texts: Iterable[str], size: int) -> list[str]:
    """Single letters, then ever longer pieces by falling frequency; "▁" starts a word."""
    learner = Tokenizer(BPE())
    learner.normalizer = _normalizer()
    learner.pre_tokenizer = PreTokenizers([_letters_and_digits(), Digits(), Metaspace()])
    trainer = BpeTrainer(vocab_size=size, min_frequency=3, show_progress=False)
    learner.train_from_iterator(texts, trainer)
    numbers = learner.get_vocab()
    return sorted(numbers, key=numbers.__getitem__)


def _wordpieces(merged: Sequence[str]) -> list[str]:
    """The same pieces as WordPiece writes them; every Latin letter at both places in a word."""
    letters = [piece for piece in merged if len(piece) == 1 and piece <= _LAST_LATIN]
    longer = [piece for piece in merged if len(piece) > 1]
    wanted = [_WORD_START + letter for letter in letters] + letters + longer
    named = (
        piece[1:] if piece.startswith(_WORD_START) else _INSIDE + piece
        for piece in dict.fromkeys(wanted)
    )
    return [UNKNOWN, *named]


def _normalizer() -> Normalizers:
    return Normalizers([Replace("\u00ad", ""), NFC(), Lowercase()])


def _letters_and_digits() -> Split:
    return Split(Regex(r"[^\p{L}\p{N}]+"), "removed")


def _rows(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterator[list[int]]:
    for start in range(0, len(texts), _AT_ONCE):
        part = list(texts[start : start + _AT_ONCE])
        for encoding in tokenizer.encode_batch_fast(part, add_special_tokens=False):
            yield [number for number in encoding.ids if number]
