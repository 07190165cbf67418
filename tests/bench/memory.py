"""How much memory taking in many documents costs, all processes together.

The files are real PDFs and texts of real sentences, in the material's own proportions.
"""

import json
import os
import sys
from pathlib import Path

from tests.bench.made_folders import write_documents
from tests.bench.multiplying import Material
from tests.bench.running import show
from tests.bench.watching import watched

LIMIT = 3600.0


def measure_memory(material: Material, originals: Path, keep: Path, documents: int) -> None:
    """Print the most memory of all processes of a sync into a fresh library of many files."""
    folder = keep / "many" / "material"
    if not folder.exists():
        write_documents(material, originals, folder, documents)
    pdfs = sum(1 for _ in folder.rglob("*.pdf"))
    show("files to take in / PDFs among them", f"{documents:,} / {pdfs}", "")
    command = [sys.executable, "-P", "-m", "assistant", "sync", str(folder), "--json"]
    run = watched(command, {**os.environ, "LARDOM_DATA": str(_fresh(keep))}, LIMIT)
    if run.code is None or not run.out.strip():
        show("  sync", "hung" if run.code is None else f"crashed ({run.code})", run.err[-400:])
        return
    report = json.loads(run.out)
    show("  taken in / failed", f"{len(report['stored']):,} / {len(report['failed'])}", "")
    show("  passages, seconds", f"{report['chunks']:,}, {run.seconds:.1f} s", "")
    show("  most memory of all its processes", f"{run.peak >> 20} MB", "at most 2000 (aim 1000)")


def _fresh(keep: Path) -> Path:
    """A data folder that is not there yet."""
    number = 1
    while (keep / "many" / f"data-{number}").exists():
        number += 1
    return keep / "many" / f"data-{number}"
