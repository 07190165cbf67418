"""What is taken for a name in Swedish text: a capital that no sentence begins with, or several."""

import re

_NAME = re.compile(r"(?<=[\w,;:–)”\"] )[A-ZÅÄÖÉÜ][\w-]+|\b[A-ZÅÄÖÉÜ]{2,}[\w-]*")


def names_in(text: str) -> list[str]:
    """The names as they stand, in order: "Digg" in "Vad gör Digg?", "IT-rådet", "ESV"."""
    return _NAME.findall(text)
