"""Learns the subword vocabulary and turns texts into token numbers.

Text is lower-cased, å ä ö stay, soft hyphens and everything that is neither letter nor
digit go; words are cut greedily into the longest known pieces (WordPiece).
"""

from collections.abc import Iterable, Iterator, Sequence

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFC, Lowercase, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Digits, Split
from tokenizers.pre_tokenizers import Sequence as PreTokenizers
from tokenizers.trainers import WordPieceTrainer

from ingest.training.ragged import Ragged

UNKNOWN = "[UNK]"
_AT_ONCE = 20_000


def learn_vocabulary(texts: Iterable[str], size: int) -> Tokenizer:
    """A tokenizer of at most `size` pieces; piece 0 stands for what it cannot spell."""
    tokenizer = Tokenizer(WordPiece(unk_token=UNKNOWN))
    tokenizer.normalizer = Normalizers([Replace("\u00ad", ""), NFC(), Lowercase()])
    tokenizer.pre_tokenizer = PreTokenizers(
        [Split(Regex(r"[^\p{L}\p{N}]+"), "removed"), Digits(individual_digits=False)]
    )
    trainer = WordPieceTrainer(
        vocab_size=size, min_frequency=3, special_tokens=[UNKNOWN], show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> Ragged:
    """The token numbers of each text; unknown pieces are left out."""
    return Ragged.of(list(_rows(tokenizer, texts)))


def _rows(tokenizer: Tokenizer, texts: Sequence[str]) -> Iterator[list[int]]:
    for start in range(0, len(texts), _AT_ONCE):
        part = list(texts[start : start + _AT_ONCE])
        for encoding in tokenizer.encode_batch_fast(part, add_special_tokens=False):
            yield [number for number in encoding.ids if number]
