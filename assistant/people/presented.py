"""What a request shows of who sends it, before anything of it is believed."""

from dataclasses import dataclass

from assistant.errors import SignInError

LONGEST_HEADER = 4000
"""Bytes; a list of groups fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One header of a request; `name` in lower case, `value` as it was sent."""

    name: str
    value: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """The address at the other end of the socket (None: not known), and every header."""

    peer: str | None
    headers: tuple[Header, ...]

    def all(self, name: str) -> list[bytes]:
        """Every value of that header, in order; the name in any case."""
        return [one.value for one in self.headers if one.name == name.lower()]

    def only(self, name: str) -> str | None:
        """The header's one value as text, None where it is not sent.

        Raises:
            SignInError: it is sent twice, or is no printable UTF-8 of a fitting length.
        """
        values = self.all(name)
        if not values:
            return None
        if len(values) > 1:
            raise _refused(name, "finns flera gånger")
        try:
            text = values[0].decode("utf-8").strip()
        except UnicodeDecodeError as error:
            raise _refused(name, "är inte text i UTF-8") from error
        if not text.isprintable() or len(values[0]) > LONGEST_HEADER:
            raise _refused(name, "har tecken som inte får stå där, eller är för långt")
        return text


def _refused(name: str, why: str) -> SignInError:
    return SignInError(
        f"Anropets huvud {name} {why}.",
        "Den som sköter webbservern framför tjänsten kan rätta det.",
    )
