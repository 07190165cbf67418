"""What is refused alike of every Office file that is a zip file inside."""

import io
import warnings
import zipfile
from dataclasses import replace

import pytest

from ingest.archive_refusals import ArchiveLimits
from ingest.errors import LoadError
from ingest.loaders import FORMATS
from ingest.loaders.zipped import OF_DOCUMENTS, Packed
from tests.bombs.archives import overlapping

ZIPPED = (".docx", ".pptx", ".odt", ".xlsx", ".ods")
LIMITS = replace(OF_DOCUMENTS, named="Filen")


def _packed(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # zipfile warns of the double names made on purpose
        for name, content in files:
            made.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize("suffix", ZIPPED)
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (overlapping(3), "ligger i varandra"),
        (_packed(("a.xml", b"ett"), ("a.xml", b"annat")), "flera olika delar med namnet 'a.xml'"),
        (_packed(*[(f"{n}.xml", b"") for n in range(20_001)]), "fler än 20000 delar"),
        (b"PK\3\4hej", "ofullständig eller ingen giltig zip-fil"),
    ],
    ids=["overlapping", "ambiguous", "crowded", "broken"],
)
def test_every_such_format_refuses(suffix: str, content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        FORMATS[suffix].load(content)


def test_a_part_that_is_there_twice_with_one_content_is_read() -> None:
    packed = Packed(_packed(("a.xml", b"ett"), ("a.xml", b"ett")), LIMITS)

    assert packed.names == ("a.xml",)
    assert packed.read("a.xml") == b"ett"


def test_a_locked_part_says_so() -> None:
    content = bytearray(_packed(("a.xml", b"ett")))
    content[content.index(b"PK\1\2") + 8] |= 1

    with pytest.raises(LoadError, match="lösenord"):
        Packed(bytes(content), LIMITS).read("a.xml")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (replace(LIMITS, unpacked_bytes=1 << 20), "mer än 1 MB uppackad"),
        (replace(LIMITS, total_bytes=2 << 20), "3 MB uppackad, mer än gränsen 2 MB"),
        (replace(LIMITS, swelling_from=2 << 20), "gånger större än filen"),
        (replace(LIMITS, tags=5), "fler än 5 taggar"),
    ],
    ids=["unpacked", "said", "swelling", "tags"],
)
def test_a_file_may_hold_so_much(limits: ArchiveLimits, reason: str) -> None:
    content = _packed(("a.xml", b"<" * (3 << 20)))

    with pytest.raises(LoadError, match=reason):
        Packed(content, limits).read("a.xml")


def test_what_is_read_again_is_not_counted_again() -> None:
    packed = Packed(_packed(("a.xml", b"x" * 700)), replace(LIMITS, unpacked_bytes=1000))

    assert packed.read("a.xml") == packed.read("a.xml")
    assert packed.head("a.xml", 3) == b"xxx"
    assert packed.size("a.xml") == 700
