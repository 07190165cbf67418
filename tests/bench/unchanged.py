"""How long a sync of a large folder takes in which nothing has changed."""

import json
import os
import sys
import time
from pathlib import Path

from tests.bench.made_folders import write_documents
from tests.bench.multiplying import Material
from tests.bench.running import show
from tests.bench.watching import watched

FILES = 10_000
LIMIT = 3600.0
SETTLED = 3.0
"""Seconds after which files are old enough to be told from changed ones by their looks alone."""


def measure_unchanged(material: Material, originals: Path, keep: Path) -> None:
    """Print what the second and third sync of a folder of `FILES` files cost."""
    folder, data = keep / "unchanged" / "material", keep / "unchanged" / "data"
    if not folder.exists():
        write_documents(material, originals, folder, FILES)
    time.sleep(SETTLED)
    for name in ("first sync", "second sync, nothing changed", "third sync, nothing changed"):
        command = [sys.executable, "-P", "-m", "assistant", "sync", str(folder), "--json"]
        run = watched(command, {**os.environ, "LARDOM_DATA": str(data)}, LIMIT)
        report = json.loads(run.out)
        taken = len(report["stored"]) + len(report["replaced"])
        told = f"{run.seconds:.1f} s, {taken:,} taken in, {report['chunks']:,} embedded"
        show(f"{FILES:,} files, {name}", told, "" if taken else "at most 20 s (aim 5), 0 embedded")
