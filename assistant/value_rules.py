"""What a value should have been, told in Swedish by the names that pydantic gives its rules."""

from collections.abc import Mapping

_RULES = {
    "missing": "det saknas",
    "int_type": "det ska vara ett heltal",
    "int_parsing": "det ska vara ett heltal",
    "int_parsing_size": "det ska vara ett heltal",
    "float_parsing": "det ska vara ett tal",
    "finite_number": "det ska vara ett tal",
    "string_type": "det ska vara text",
    "bool_type": "det ska vara true eller false",
    "bool_parsing": "det ska vara true eller false",
    "list_type": "det ska vara en lista",
    "string_unicode": "det ska vara text i UTF-8",
    "string_pattern_mismatch": "det har inte rätt form",
    "string_too_long": "det får vara högst {max_length} tecken",
    "greater_than": "det ska vara större än {gt:g}",
    "greater_than_equal": "det ska vara minst {ge:g}",
    "less_than_equal": "det får vara högst {le:g}",
    "json_invalid": "det är inte giltig JSON",
    "enum": "det ska vara ett av {expected}",
    "extra_forbidden": "det namnet finns inte",
    "model_attributes_type": "det ska vara ett JSON-objekt",
}


def broken_rule(kind: str, facts: Mapping[str, object]) -> str:
    """What a value should have been, in Swedish; `kind` and `facts` as pydantic names them."""
    swedish = {name: str(fact).replace(" or ", " eller ") for name, fact in facts.items()}
    said = swedish if kind == "enum" else facts
    return _RULES.get(kind, "värdet är inte tillåtet").format(**said)
