"""What a project is called from year to year: mostly the same, at times a little else, or quite."""

from collections.abc import Callable

from .drawing import Drawing

_SECRET_NAMES = (
    "Kompass", "Fyrljus", "Ankaret", "Vinge", "Regnbåge", "Nordan", "Tuva", "Kvarnen", "Blixt",
    "Lykta", "Myran", "Stigen", "Växel", "Älven", "Harpa", "Kullen", "Ekot", "Spången",
)  # fmt: skip
_SMALL, _STRONG = 0.24, 0.07


def names_over(
    name: str, number: int, years: tuple[int, ...], drawing: Drawing
) -> dict[int, str]:
    """The name in each of the years in which the project is told of.

    Projects of near `number` never get the same new name.
    """
    names: dict[int, str] = {}
    for year in years:
        if names:
            name = _next(name, _SECRET_NAMES[number % len(_SECRET_NAMES)], drawing)
        names[year] = name
    return names


def _next(name: str, secret: str, drawing: Drawing) -> str:
    draw = drawing.between(0, 1)
    if draw < _STRONG:
        return f"Projekt {secret}"
    return drawing.one_of(_CHANGES)(name, drawing) if draw < _STRONG + _SMALL else name


def small_change(name: str, drawing: Drawing) -> str:
    """The same name, written a little otherwise."""
    return drawing.one_of(_CHANGES)(name, drawing)


def _prefixed(name: str, drawing: Drawing) -> str:  # noqa: ARG001  (all changes have one form)
    return name if name.startswith("Projekt") else f"Projekt {name[0].lower()}{name[1:]}"


def _numbered(name: str, drawing: Drawing) -> str:
    return f"{name} {drawing.whole(2, 3)}.0"


def _abbreviated(name: str, drawing: Drawing) -> str:  # noqa: ARG001  (all changes have one form)
    initials = "".join(word[0] for word in name.split() if word[0].isalpha()).upper()
    return f"{name} ({initials}X)"


def _mistyped(name: str, drawing: Drawing) -> str:
    at = drawing.whole(2, max(2, len(name) - 2))
    return name[:at] + name[at + 1 :] if name[at].isalpha() else f"{name} "[:-1] + "."


def _capitals(name: str, drawing: Drawing) -> str:  # noqa: ARG001  (all changes have one form)
    return " ".join(word.capitalize() for word in name.split())


_CHANGES: tuple[Callable[[str, Drawing], str], ...] = (
    _prefixed, _numbered, _abbreviated, _mistyped, _capitals,
)  # fmt: skip
