"""What stands around every page: its language, the way to the other, the agency's own links."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.showing.languages import LANGUAGES, NAMES, Language, Messages, messages
from assistant.types import SiteLinks


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
    `edits` where they are shown the way to what editors do.
    """

    language: Language
    address: str
    links: SiteLinks
    reader: str = ""
    signs_out: bool = False
    edits: bool = False

    @property
    def messages(self) -> Messages:
        """What the page says."""
        return messages(self.language)

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
