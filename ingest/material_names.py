"""Which files are no material, by their names alone: in a folder, and in an archive."""

import re

from ingest.sidecar import is_sidecar, resembles_access

SOURCE_LIST = "sources.yaml"
MAPPING_SUFFIX = ".mappning.yaml"
"""`NAME.xlsx.mappning.yaml` says what the columns of a collection workbook mean."""
ACCESS_RULE = "_access.yaml"
_RULES = frozenset({ACCESS_RULE, "_access.yml"})
_YAML = re.compile(r"acces.*\.ya?ml")
_COLLECTION = re.compile(r"(?:.*/)?register/insamling[^/]*\.xlsx", re.IGNORECASE)


def is_collection(source: str) -> bool:
    """True for a collection workbook: it goes to the register, and is no document."""
    return _COLLECTION.fullmatch(source) is not None


def is_rule(source: str) -> bool:
    """True for a file that says who may see its folder, or is meant to, however it is spelled."""
    *above, name = source.split("/")
    may_be = is_named_as_rule(name) or _is_misnamed(name.casefold())
    return may_be and not any(one.startswith((".", "_")) for one in above)


def is_named_as_rule(name: str) -> bool:
    """True for the name of such a file as it is to be, in any case."""
    return name.casefold() in _RULES


def _is_misnamed(name: str) -> bool:
    """`_acces.yaml`, `_access.yaml.txt`, `_access`, `_access_ny.yml`; not `_accesspunkter.pdf`."""
    said = name.strip().lstrip("_ ")
    word = said.partition(".")[0]
    begins = name.strip().startswith("_")
    return begins and (resembles_access(word) or _YAML.match(said) is not None)


def why_no_document(source: str) -> str:
    """Why a file of this path below its folder is no document (Swedish); "" when it may be."""
    if reason := why_no_material(source):
        return reason
    return (
        "insamlingsbok: packa upp den, så tas den in i registret" if is_collection(source) else ""
    )


def why_no_material(source: str) -> str:
    """Why it is neither a document nor a collection workbook (Swedish); "" when it may be."""
    parts = source.split("/")
    if is_rule(source):
        return "säger vem som får se mappen"
    if any(part.startswith((".", "_")) for part in parts):
        return "namnet börjar med punkt eller understreck"
    if is_sidecar(parts[-1]):
        return "metadatafil till ett dokument"
    if parts[-1].lower().endswith(MAPPING_SUFFIX):
        return "säger hur en arbetsbok läses"
    return "lista över webbkällor" if source == SOURCE_LIST else ""
