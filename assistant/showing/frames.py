"""What stands around every page: its language, the way to the other, the agency's own links."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.showing.languages import LANGUAGES, NAMES, Language, Messages, messages
from assistant.types import SiteLinks

MENU = {
    "ask": "/",
    "search": "/sok",
    "projects": "/projekt",
    "figures": "/nyckeltal",
    "register": "/register",
    "coverage": "/tackning",
    "lessons": "/lardomar",
    "curated": "/granskade-svar",
    "runs": "/inlasningar",
    "unanswered": "/obesvarade",
    "tasks": "/uppgifter",
    "marks": "/markeringar",
    "upload": "/ladda-upp",
}
"""What stands at the head of every page, by its name in the messages, in this order."""

_REVIEW = "/register/granskning/{collection_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherLanguage:
    """A language that the page can be read in instead, and the address that chooses it."""

    language: Language
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The frame of one page; `address` is the page's own, with its query.

    `reader` is who has signed in, empty where nobody has; `signs_out` where they can leave here;
    `opens` are the pages that they may open, as paths of routes: no way leads to others.
    """

    language: Language
    address: str
    links: SiteLinks
    reader: str = ""
    signs_out: bool = False
    opens: frozenset[str] = frozenset()

    @property
    def messages(self) -> Messages:
        """What the page says."""
        return messages(self.language)

    @property
    def menu(self) -> dict[str, str]:
        """The part of the menu that the reader may open."""
        return {name: address for name, address in MENU.items() if address in self.opens}

    @property
    def reviews(self) -> bool:
        """Whether the reader may open what the review of a collection found."""
        return _REVIEW in self.opens

    @property
    def others(self) -> list[OtherLanguage]:
        """The other languages."""
        return [
            OtherLanguage(
                language=language,
                name=NAMES[language],
                url=f"/sprak/{language}?{urlencode({'till': self.address})}",
            )
            for language in LANGUAGES
            if language != self.language
        ]
