import pickle
from dataclasses import replace

import pytest

from ingest.outcomes import unpack
from ingest.resemblance import KEPT
from ingest.types import Failure, Working
from tests.shelving import document

ASKING = {"what": "Textigenkänning", "done": 1, "whole": 2, "seconds": 60}


def test_a_word_of_long_work_is_taken_for_any_file() -> None:
    working = Working(what="Textigenkänning", done=1, whole=2, seconds=60)

    assert unpack(pickle.dumps(working), "a.pdf") == working


@pytest.mark.parametrize(
    "wrong",
    [{"seconds": -1}, {"seconds": "600"}, {"seconds": float("inf")}, {"what": 1}, {"done": None}],
    ids=["time backwards", "time as text", "endless time", "no word", "no count"],
)
def test_long_work_whose_parts_are_not_what_they_should_be_is_refused(
    wrong: dict[str, object],
) -> None:
    working = Working(**(ASKING | wrong))  # type: ignore[arg-type]  # as a child might

    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(working), "a.pdf")


@pytest.mark.parametrize(
    "sketch", ["text", b"odd", bytes(4 * KEPT + 4)], ids=["text", "odd length", "too long"]
)
def test_a_document_whose_sketch_is_none_is_refused(sketch: object) -> None:
    read = replace(document("a.pdf", "Ett."), sketch=sketch)  # type: ignore[arg-type]  # as a child might

    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(read), "a.pdf")


def test_the_outcome_of_another_file_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(Failure(source="b.pdf", reason="", remedy="")), "a.pdf")
