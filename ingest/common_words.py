"""Words of everyday Swedish: what the bundled model knows whole is no misspelling.

Its vocabulary was counted over public Swedish text (see `ingest/training`). A form of such a word
counts too, where its ending leaves no doubt: "vattnet", "vädret", "kronan".
"""

import json
import re
from functools import lru_cache

from ingest.embedding import BUNDLED_MODEL

_VOWELS = "aeiouyåäö"
_ENDINGS = re.compile(r"(?P<base>.+?)(?:ets?|ens?|nas?|erna|orna|arna|ers?|ors?|ars?)")
_SHORTENED = re.compile(r"(?P<base>.+)(?P<last>[rln])(?:ets?|ens?|ar|arna|en|a)")
"""A base that loses its e before the ending: väder, vädret; nyckel, nyckeln, nycklar."""


def is_common(word: str) -> bool:
    """Whether a lower-case word, or what it is a form of, is one of everyday Swedish."""
    known = _common()
    return word in known or any(base in known for base in _bases(word))


def _bases(word: str) -> list[str]:
    found = [word[:-1]] if word[-1:] in {"n", "t", "s"} and word[-2:-1] in _VOWELS else []
    if long := _ENDINGS.fullmatch(word):
        found.append(long["base"])
    if short := _SHORTENED.fullmatch(word):
        found.append(f"{short['base']}e{short['last']}")
    return found


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The vocabulary's whole words; the pieces that go on a word begin with "##"."""
    told = json.loads((BUNDLED_MODEL / "tokenizer.json").read_text(encoding="utf-8"))
    return frozenset(piece for piece in told["model"]["vocab"] if piece.isalpha())
