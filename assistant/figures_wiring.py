"""Builds what asks the register alone: no library, no index, no embedding model."""

from dataclasses import dataclass
from pathlib import Path

from assistant.figures.answering import FiguresAnswerer
from ingest.register.asking import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRegister:
    """A register and what answers from it. Close it."""

    register: Register
    answerer: FiguresAnswerer

    def close(self) -> None:
        """Let go of the register."""
        self.register.close()


def build_figures(data: Path) -> AskedRegister:
    """What answers from the register of a data folder."""
    register = Register(data)
    return AskedRegister(register=register, answerer=FiguresAnswerer(register))
