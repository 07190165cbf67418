"""Synonym files are read line by line, and offer other words for a question's words."""

import time
from pathlib import Path

import pytest

from assistant.errors import WordListError
from assistant.understanding.thesaurus import ENGLISH, Thesaurus, packaged_synonyms
from ingest.swedish import words


def thesaurus(folder: Path, *texts: str) -> Thesaurus:
    paths = []
    for number, text in enumerate(texts):
        paths.append(folder / f"synonymer-{number}.txt")
        paths[-1].write_text(text, encoding="utf-8")
    return Thesaurus.read(*paths)


def offered(known: Thesaurus, question: str) -> list[tuple[str, ...]]:
    return [way for offer in known.alternatives(words(question)) for way in offer.words]


def test_all_of_a_group_say_the_same(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "försening, dröjsmål, tappad tid\n")

    assert offered(known, "Varför blev det förseningar?") == [("dröjsmål",), ("tappad", "tid")]
    assert offered(known, "Hur mycket tappad tid blev det?") == [("försening",), ("dröjsmål",)]


def test_an_arrow_leads_one_way(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "delay, delays => försening\n")

    assert offered(known, "What caused the delays?") == [("försening",)]
    assert offered(known, "Vad var orsaken till förseningen?") == []


def test_an_offer_tells_which_words_it_stands_for(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "it-kostnad, datakostnad\n")

    (offer,) = known.alternatives(words("Hur stor var IT kostnad 2016?"))

    assert (offer.start, offer.end) == (3, 5)
    assert offer.words == (("datakostnad",),)


def test_a_phrase_in_several_groups_and_files_has_all_of_them_once(tmp_path: Path) -> None:
    known = thesaurus(
        tmp_path,
        "kostnad, utgift\n",
        "kostnader, utgifter, pris\nstrategiskt projekt => satsning\n",
    )

    assert offered(known, "Vilken utgift?") == [("kostnad",), ("kostnader",), ("pris",)]
    assert offered(known, "Vilka strategiska projekt?") == [("satsning",)]


def test_what_has_the_stems_of_the_question_is_left_out(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "nytta, nyttor, vinst\n")

    assert offered(known, "Vilken nytta gav det?") == [("vinst",)]


def test_an_inflection_that_the_index_keeps_apart_is_offered(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "ansöka, ansökan\n")

    assert offered(known, "Hur ansöker man?") == [("ansökan",)]


def test_comments_and_blank_lines_say_nothing(tmp_path: Path) -> None:
    known = thesaurus(tmp_path, "\ufeff# våra ord\n\n   # fler, ord\nmål, syfte\n")

    assert offered(known, "Vad var målet med fler ord?") == [("syfte",)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kostnad", "säger bara en sak"),
        ("kostnad, Kostnad", "säger bara en sak"),
        ("kostnad,, utgift", "har ett led utan ord"),
        ("kostnad =>", "har ett led utan ord"),
        ("=> kostnad", "har ett led utan ord"),
        ("a => b => c", "har fler än en pil"),
    ],
)
def test_a_line_that_says_nothing_is_told_with_file_number_and_remedy(
    tmp_path: Path, line: str, said: str
) -> None:
    with pytest.raises(WordListError, match=f"rad 2: ”{line}” {said}") as refused:
        thesaurus(tmp_path, f"mål, syfte\n{line}\n")

    assert "synonymer-0.txt" in refused.value.message
    assert "a, b => c" in refused.value.remedy


def test_without_files_nothing_is_offered() -> None:
    assert Thesaurus.read().alternatives(["kostnad"]) == ()


def test_the_packaged_files_can_be_read_and_are_quick() -> None:
    known = Thesaurus.read(*packaged_synonyms(), ENGLISH)
    asked = words("Hur många it-projekt blev försenade och vilka kostnader fick de? " * 10)

    began = time.perf_counter()
    found = known.alternatives(asked)

    assert packaged_synonyms()
    assert found
    assert time.perf_counter() - began < 0.25
