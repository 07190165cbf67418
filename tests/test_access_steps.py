"""Random steps: whoever asks is told only what the rules of the last sync and editors allow."""

from tests.access_steps import may, take_steps, told


def test_no_step_lets_anybody_be_told_of_what_is_not_for_them() -> None:
    before = told["told"]

    take_steps(60, of_each=30, derandomize=True)

    assert told["told"] > before


def test_the_model_reads_a_rule_as_it_is_written() -> None:
    assert may(frozenset({"a"}), "[a, b]")
    assert not may(frozenset({"a"}), "[b]")
    assert may(frozenset(), "internal")
    assert not may(None, "internal")
