"""Language by small words, and the names of projects and systems: rather none than a wrong one."""

import pytest

from ingest.metadata import describe
from ingest.metadata.languages import told_by
from ingest.types import Extract, Heading

SWEDISH = "Det är inte klart vad som ska göras och hur mycket det kostar att byta system."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SWEDISH, "sv"),
        ("It is not clear what should be done and how much it costs to change the system.", "en"),
        ("Det er ikke klart hvad der skal gøres, og hvor meget det koster efter 2020.", "da"),
        ("Det er ikke klart hva som må gjøres, og hvor mye det koster etter 2020.", "nb"),
        ("Es ist nicht klar, was mit dem System und für die Kosten getan werden soll.", "de"),
        ("Il est clair que le projet est dans la liste et pour les autres avec nous.", "fr"),
        ("Ei ole selvää, mitä on tehty ja kuinka paljon se maksaa, kun he ovat mukaan.", "fi"),
        ("Skatteverket, Bolagsverket, Lantmäteriet, Trafikverket", None),
        ("", None),
    ],
)
def test_the_language_is_told_by_small_words(text: str, language: str | None) -> None:
    assert told_by(text) == language


@pytest.mark.parametrize(
    ("said", "language"), [("sv-SE", "sv"), ("Engelska", "en"), ("swe", "sv"), ("klingon!", "sv")]
)
def test_a_declared_language_goes_before_what_the_text_tells(said: str, language: str) -> None:
    extract = Extract(text=SWEDISH, properties=(("language", said),))

    assert describe(extract, "a.md").language == language


@pytest.mark.parametrize(
    ("title", "projects", "systems"),
    [
        ("Utvärdering av projekt Korpen", ("Korpen",), ()),
        ("Uppdrag att utvärdera projektet Offentligt etos", (), ()),
        ("Projektet Kvarnen läggs ned", ("Kvarnen",), ()),
        ("Lärdomar från projektet ”Nya vägar”", ("Nya vägar",), ()),
        ("Granskning av transmissionsnätsprojektet Sydlänken", ("Sydlänken",), ()),
        ("Kommunikationstjänsten SGSI – utvidgad krets", (), ("SGSI",)),
        ("Anslutning till EU-gemensamma IT-systemet e-Codex", (), ("e-Codex",)),
        ("Uppdrag att förvalta den tekniska plattformen öppnadata.se", (), ("öppnadata.se",)),
        ("Rapport om Mina meddelanden", (), ("Mina meddelanden",)),
        ("Rapport om projektet i Malmö", (), ()),
        ("Uppdrag om projektet Sverige i världen", (), ()),
        ("Granskning av projektet Skatteverket driver", (), ()),
        ("Nya regler för betalningssystemet", (), ()),
        ("Statliga digitaliseringsprojekt SAMMANDRAG", (), ()),
        ("Plan för projekt Utkast", (), ()),
        ("Mätning i referenssystemet SWEREF", (), ()),
    ],
)
def test_a_title_names_projects_and_systems(
    title: str, projects: tuple[str, ...], systems: tuple[str, ...]
) -> None:
    found = describe(Extract(text="Text.", properties=(("title", title),)), "a.md")

    assert (found.projects, found.systems) == (projects, systems)


def test_running_text_must_name_it_twice() -> None:
    once = "Myndigheten byggde systemet Kvarnen. Det kostade mycket."

    twice = f"{once} Kvarnen lades ned."
    title = (("title", "Rapport om it"),)

    assert describe(Extract(text=once, properties=title), "a.md").systems == ()
    assert describe(Extract(text=twice, properties=title), "a.md").systems == ("Kvarnen",)


def test_the_next_paragraph_is_no_name_of_a_system() -> None:
    text = "Så byggs systemet\n\nKvarnen mal. Kvarnen står."
    headings = (
        Heading(level=1, title="Så byggs systemet", start=0),
        Heading(level=1, title="Kvarnen mal", start=19),
    )

    assert describe(Extract(text=text, headings=headings), "a.md").systems == ()


def test_declared_names_are_taken_as_they_are_each_once() -> None:
    sidecar = (("projekt", "Korpen; 24SJU, Korpen"), ("system", "pust"))

    found = describe(Extract(text="Projektet Annat."), "a.md", sidecar)

    assert (found.projects, found.systems) == (("Korpen", "24SJU"), ("pust",))
