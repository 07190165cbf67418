from ingest.wording import wording_in


def test_a_quote_is_found_whatever_the_blanks_and_worded_as_the_text_has_it() -> None:
    assert wording_in("behöver till- synsmyndigheten", "Då behöver till -\nsynsmyndigheten.") == (
        "behöver till - synsmyndigheten"
    )


def test_words_that_are_not_there_are_not_found() -> None:
    assert wording_in("något annat", "Då behöver myndigheten.") is None
    assert wording_in("", "Då behöver myndigheten.") is None
