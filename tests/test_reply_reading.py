"""A reply read while it comes gives what it gives when read at once, whatever stands around it."""

import json

import pytest

from assistant.answering.reply_reading import Claim, ReplyReader, SaidSentence

ONE = SaidSentence(text="Det kostade 5 kr.", claims=(Claim(passage="U1", quote="5 kr"),))
TWO = SaidSentence(text='Den kallades "Korpen" \\ {så}.', claims=())


def written(*sentences: SaidSentence) -> str:
    said = [
        {
            "text": one.text,
            "quotes": [{"passage": claim.passage, "quote": claim.quote} for claim in one.claims],
        }
        for one in sentences
    ]
    return json.dumps({"sentences": said}, ensure_ascii=False, indent=1)


def read(said: str, size: int) -> tuple[ReplyReader, list[SaidSentence]]:
    reader = ReplyReader()
    pieces = [said[at : at + size] for at in range(0, len(said), size)]
    return reader, [sentence for piece in pieces for sentence in reader.feed(piece)]


@pytest.mark.parametrize("size", [1, 7, 10_000], ids=["letters", "pieces", "at-once"])
@pytest.mark.parametrize(
    "said",
    [
        pytest.param(written(ONE, TWO), id="plain"),
        pytest.param(f"Javisst!\n```json\n{written(ONE, TWO)}\n```\nVarsågod.", id="fenced"),
        pytest.param(f"<think>Som {written(ONE)}?</think>{written(ONE, TWO)}", id="thinking"),
        pytest.param(f'Formen är {{"sentences": [...]}}: {written(ONE, TWO)}', id="form-told"),
        pytest.param(f'{{"sentences": [{{"text": …}}]}} {written(ONE, TWO)}', id="half-form-told"),
        pytest.param(f"{written()} {written(ONE, TWO)}", id="empty-first"),
        pytest.param(f"{written(ONE)} och {written(TWO)}", id="two-replies"),
        pytest.param('{"språk": "sv", ' + written(ONE, TWO)[1:], id="further-field"),
        pytest.param('{"svar": ' + written(ONE, TWO) + "}", id="within-another"),
    ],
)  # fmt: skip
def test_every_sentence_is_read_whatever_the_pieces(said: str, size: int) -> None:
    reader, found = read(said, size)

    assert found == [ONE, TWO]
    assert reader.whole
    assert reader.length == len(said)


def test_a_sentence_is_given_with_the_piece_that_ends_it() -> None:
    said = written(ONE, TWO)
    end = said.index("},", said.index("]")) + 1
    reader = ReplyReader()

    before, with_it = reader.feed(said[: end - 1]), reader.feed(said[end - 1 : end])

    assert (before, with_it) == ((), (ONE,))
    assert (reader.open, reader.whole) == (True, False)


@pytest.mark.parametrize("size", [1, 10_000], ids=["letters", "at-once"])
@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("", False),
        ("Kostnaden var 5 kr.", False),
        ('{"sentences": "5 kr"}', False),
        ('{"sentences": [{"text": "x"}]}', False),
        ('{"sentences": ["x"]}', False),
        (f"<think>{written(ONE)}", False),
        ('{"sentences": [', True),
        ('{"sentences": [{"text": "Det kost', True),
    ],
    ids=["nothing", "prose", "text", "no-quotes", "list", "only-thought", "begun", "broken-off"],
)
def test_what_is_no_reply_gives_nothing_and_is_not_whole(
    said: str, size: int, *, is_open: bool
) -> None:
    reader, found = read(said, size)

    assert found == []
    assert (reader.whole, reader.open) == (False, is_open)


def test_a_reply_that_goes_wrong_in_the_middle_is_not_whole() -> None:
    said = written(ONE).removesuffix("]\n}").rstrip() + ', {"text": 5}]}'

    reader, found = read(said, 10_000)

    assert found == [ONE]
    assert not reader.whole


def test_a_whole_reply_followed_by_one_that_breaks_off_is_not_whole() -> None:
    reader, found = read(written(ONE) + written(TWO)[:-20], 10_000)

    assert found == [ONE]
    assert (reader.whole, reader.open) == (False, True)
