from ingest.loaders import markdown

SOURCE = """---
title: "Uppdrag om it"
date: 2015-03
---

# Uppdrag om it
Text direkt under rubriken.

<!-- en kommentar -->
![bild](bild.png)

## Bakgrund ##

Se **fetstil** och [en länk](x.md).

```
# ingen rubrik
```
"""


def test_front_matter_becomes_properties_as_it_is_written() -> None:
    assert markdown.parse(SOURCE).properties == (("title", "Uppdrag om it"), ("date", "2015-03"))


def test_headings_have_levels_titles_and_places() -> None:
    extract = markdown.parse(SOURCE)

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Uppdrag om it"), (2, "Bakgrund")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


def test_running_text_is_verbatim_without_comments_and_pictures() -> None:
    text = markdown.parse(SOURCE).text

    assert "Se **fetstil** och [en länk](x.md)." in text
    assert "kommentar" not in text
    assert "bild.png" not in text


def test_a_heading_stands_apart_from_the_text_under_it() -> None:
    assert "Uppdrag om it\n\nText direkt" in markdown.parse(SOURCE).text


def test_underlined_titles_are_headings() -> None:
    extract = markdown.parse("Titel\n=====\n\nText.\n\nAvsnitt\n---\n\nMer.")

    assert [(h.level, h.title, h.start) for h in extract.headings] == [
        (1, "Titel", 0),
        (2, "Avsnitt", extract.text.index("Avsnitt")),
    ]


def test_a_line_of_dashes_that_is_no_mapping_stays_in_the_text() -> None:
    assert markdown.parse("---\nbara text\n---\nmer").text.startswith("---")


def test_a_list_in_the_front_matter_is_one_property() -> None:
    found = markdown.parse("---\nsystem:\n- Pust\n- Ladok\n---\nText.")

    assert found.properties == (("system", "Pust; Ladok"),)
