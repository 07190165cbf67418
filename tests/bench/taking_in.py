"""How fast material is taken in, and how little a second run does."""

from pathlib import Path

from tests.bench.running import lardom, show


def measure_taking_in(material: Path, data: Path) -> None:
    """Sync the whole folder twice; print rates, failures and the second run's time."""
    first = lardom(data, "sync", str(material))
    report = first.said
    taken = len(report["stored"]) + len(report["replaced"])
    files = [path for path in material.rglob("*") if path.is_file()]
    listed = [
        *report["stored"], *report["unchanged"], *report["replaced"],
        *(item["source"] for item in report["failed"] + report["skipped"]),
    ]  # fmt: skip
    show("sync of the material: files in / failed", f"{taken} / {len(report['failed'])}", "")
    show("every file in exactly one list", str(sorted(listed) == _sources(material, files)), "True")
    show("  chunks, seconds", f"{report['chunks']}, {first.seconds:.1f} s", "")
    for failure in report["failed"]:
        show("  failed", failure["source"][-22:], failure["reason"])
    second = lardom(data, "sync", str(material))
    show("second sync: seconds", f"{second.seconds:.1f} s", "at most 15 s")
    show("second sync: chunks embedded", str(second.said["chunks"]), "0")


def measure_pdf_rate(pdfs: Path, data: Path) -> None:
    """Sync a folder of PDFs into a fresh library; print pages a second, index and all."""
    run = lardom(data, "sync", str(pdfs))
    pages = run.said["pages"]
    show("PDF pages a second, everything included", f"{pages / run.seconds:.0f}", "at least 60")


def _sources(material: Path, files: list[Path]) -> list[str]:
    return sorted(path.relative_to(material).as_posix() for path in files)
