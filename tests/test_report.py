"""What `lardom sync` prints and how it exits."""

import json
from collections.abc import Sequence

import pytest

from ingest.report import Notice, SyncReport, Tally
from ingest.sync_output import SHOWN, run_and_report
from ingest.types import Failure, Skipped

FAILURE = Failure(source="trasig.pdf", reason="filen är [skadad].", remedy="Spara en ny kopia.")


def report(
    *,
    failed: Sequence[Failure] = (),
    stored: Sequence[str] = ("b.md", "a.md"),
    notices: Sequence[Notice] = (),
) -> SyncReport:
    tally = Tally(stored=list(stored), unchanged=["c.md"], failed=list(failed), pages=3, chunks=7)
    tally.notices.extend(notices)
    tally.skipped.append(Skipped(source=".dold", reason="namnet börjar med punkt"))
    return tally.close(generation=4, seconds=1.23456)


def test_a_sync_without_failures_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_and_report(lambda _told: report(), as_json=False)

    said = capsys.readouterr().out
    assert code == 0
    assert said.splitlines()[:3] == ["Nya (2):", "  a.md", "  b.md"]
    assert "Oförändrade: 1. Överhoppade: 1." in said
    assert "3 sidor, 7 textstycken på 1,2 s. Biblioteket har version 4." in said


def test_every_failed_file_is_named_with_reason_and_remedy(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run_and_report(lambda _told: report(failed=[FAILURE]), as_json=False)

    assert code == 1
    assert "trasig.pdf: filen är [skadad]. Spara en ny kopia." in capsys.readouterr().out


def test_a_notice_is_told_and_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    notice = Notice(source="b.pdf", text="2 av 9 sidor saknar text.")
    codes = [
        run_and_report(lambda _told: report(notices=[notice]), as_json=as_json)
        for as_json in (True, False)
    ]

    as_json, *lines = capsys.readouterr().out.splitlines()
    assert codes == [0, 0]
    assert json.loads(as_json)["notices"] == [
        {"source": "b.pdf", "text": "2 av 9 sidor saknar text."}
    ]
    assert "  b.pdf: 2 av 9 sidor saknar text." in lines


def test_of_many_new_files_some_are_named_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    many = [f"{number:03}.md" for number in range(SHOWN + 5)]

    run_and_report(lambda _told: report(stored=many), as_json=False)

    said = capsys.readouterr().out
    assert "019.md" in said
    assert "020.md" not in said
    assert "och 5 till" in said


def test_as_json_the_whole_report_is_printed_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run_and_report(lambda _told: report(failed=[FAILURE]), as_json=True)

    captured = capsys.readouterr()
    said = json.loads(captured.out)
    assert code == 1
    assert captured.err == ""
    assert said["stored"] == ["a.md", "b.md"]
    assert said["failed"] == [
        {"source": FAILURE.source, "reason": FAILURE.reason, "remedy": FAILURE.remedy}
    ]
    assert said["skipped"] == [{"source": ".dold", "reason": "namnet börjar med punkt"}]
    assert (said["generation"], said["pages"], said["chunks"], said["seconds"]) == (4, 3, 7, 1.235)


def test_progress_is_told_on_the_error_stream_alone(capsys: pytest.CaptureFixture[str]) -> None:
    def job(told: object) -> SyncReport:
        assert callable(told)
        told("Läser dokument", 1, 2)
        told("Läser dokument", 2, 2)
        told("Bygger index", 0, 1)
        return report()

    run_and_report(job, as_json=True)

    json.loads(capsys.readouterr().out)
