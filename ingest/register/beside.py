"""Finds the mapping that lies beside a workbook, `NAME.xlsx.mappning.yaml`."""

from pathlib import Path

from ingest.errors import LoadError, MappingError
from ingest.material_names import MAPPING_SUFFIX
from ingest.register.mapping import Mapping
from ingest.register.mapping_file import LARGEST, read
from ingest.regular_files import open_regular
from ingest.system_errors import in_swedish

_REMEDY = "Rätta den, eller ta bort den om arbetsboken är en insamlingsbok från Lärdom."


def mapping_beside(path: Path) -> Mapping | None:
    """The mapping of a workbook; None where none lies beside it.

    Raises:
        LoadError: it cannot be read, or leads out of the folder.
        MappingError: it is wrong in itself.
    """
    beside = path.with_name(path.name + MAPPING_SUFFIX)
    if not beside.is_symlink() and not beside.exists():
        return None
    if not beside.resolve().is_relative_to(beside.parent.resolve()):
        raise LoadError(
            f"mappningen {beside.name} är en länk ut ur mappen.",
            "Lägg filen själv bredvid arbetsboken.",
        )
    try:
        with open_regular(beside) as file:
            text = file.read(LARGEST + 1).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LoadError(f"mappningen {beside.name} är inte sparad i UTF-8.", _REMEDY) from error
    except OSError as error:
        why = in_swedish(error)
        raise LoadError(f"mappningen {beside.name} går inte att läsa ({why}).", _REMEDY) from error
    try:
        return read(text)
    except MappingError as error:
        raise MappingError(f"{beside.name}: {error.message}", error.remedy) from error
