"""ZIP archives that swell, lie or lead elsewhere, and Office files whose parts swell."""

import io
import stat
import struct
import warnings
import zipfile
import zlib

from tests.bombs import Bomb, Ends, bomb

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(*files: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A zip file of these members."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # zipfile warns of the double names made on purpose
        for name, content in files:
            made.writestr(name, content, zipfile.ZIP_DEFLATED, 1)
    return target.getvalue()


def written(members: list[tuple[bytes, int, int, int]], body: bytes) -> bytes:
    """An archive by hand: its members as name, place of header, packed and unpacked size."""
    directory = b"".join(_central(*member) for member in members)
    count = min(len(members), 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + end


def _central(name: bytes, place: int, size: int, unpacked: int) -> bytes:
    head = struct.pack("<4s6H3L", b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, size, unpacked)
    return head + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, place) + name


def _local(name: bytes, size: int, unpacked: int, checksum: int) -> bytes:
    head = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, checksum, size, unpacked, len(name), 0
    )
    return head + name


def _flat() -> bytes:
    return packed(("nollor.txt", bytes(64 << 20)))


def overlapping(count: int = 1000) -> bytes:
    """Members that are all the same ten megabytes."""
    unpacked = bytes(10 << 20)
    content = zlib.compress(unpacked, 9)[2:-4]
    body = _local(b"x.txt", len(content), len(unpacked), zlib.crc32(unpacked)) + content
    names = [f"{number:04}.txt".encode() for number in range(count)]
    return written([(name, 0, len(content), len(unpacked)) for name in names], body)


def _in_itself() -> bytes:
    """An archive whose member is the archive, directory and all."""
    body = _local(b"arkiv.zip", 500, 500, 0)
    return written([(b"arkiv.zip", 0, 500, 500)], body)


def _nested() -> bytes:
    content = bytes(1 << 20)
    for _ in range(6):
        content = packed(*[(f"{number}.zip", content) for number in range(10)])
    return content


def _crowd() -> bytes:
    one = zlib.compress(b"text")[2:-4]
    body = io.BytesIO()
    members = []
    for number in range(100_000):
        name = f"{number}.txt".encode()
        members.append((name, body.tell(), len(one), 4))
        body.write(_local(name, len(one), 4, zlib.crc32(b"text")) + one)
    return written(members, body.getvalue())


def _lying() -> bytes:
    content = zlib.compress(bytes(10 << 20))[2:-4]
    body = _local(b"liten.txt", len(content), 10, 0) + content
    return written([(b"liten.txt", 0, len(content), 10)], body)


def _elsewhere() -> bytes:
    names = ("../../../../etc/cron.d/x.txt", "/etc/x.txt", "C:\\x.txt", "a/../../x.txt")
    return packed(*[(name, b"ut") for name in names])


def _links() -> bytes:
    link = zipfile.ZipInfo("länk.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return packed((link, b"/etc/passwd"))


def _long_directory() -> bytes:
    """Claims a directory of four gigabytes."""
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 0xFFFFFFF0, 0, 0)


def _word(document: bytes) -> bytes:
    return packed(("word/document.xml", document))


def _opened_word(inside: bytes) -> bytes:
    return f"<w:document {_W}><w:body>".encode() + inside


ARCHIVES: tuple[Bomb, ...] = (
    bomb("zip/platt.zip", _flat, Ends.EITHER),
    bomb("zip/överlappande.zip", overlapping, Ends.EITHER),
    bomb("zip/sig-själv.zip", _in_itself, Ends.EITHER),
    bomb("zip/nästlad.zip", _nested, Ends.EITHER),
    bomb("zip/hundratusen.zip", _crowd, Ends.EITHER),
    bomb("zip/ljuger.zip", _lying, Ends.EITHER),
    bomb("zip/leder-ut.zip", _elsewhere, Ends.EITHER),
    bomb("zip/länk.zip", _links, Ends.EITHER),
    bomb("zip/lång-katalog.zip", _long_directory, Ends.EITHER),
)

SWOLLEN: tuple[Bomb, ...] = (
    bomb("office/blanksteg.docx", lambda: _word(_opened_word(b" " * (101 << 20)))),
    bomb("office/märken.docx", lambda: _word(_opened_word(b"<w:p/>" * 5_100_000))),
    bomb("office/djup.docx", lambda: _word(_opened_word(b"<w:p>" * 100_000))),
    bomb("office/överlappande.docx", overlapping),
    bomb("office/blanksteg.xlsx", lambda: packed(("xl/worksheets/sheet1.xml", b" " * (64 << 20)))),
    bomb("office/blanksteg.ods", lambda: packed(("content.xml", b" " * (64 << 20)))),
    bomb("office/blanksteg.odt", lambda: packed(("content.xml", b" " * (80 << 20)))),
    bomb("office/märken.odt", lambda: packed(("content.xml", b"<a/>" * 2_100_000))),
    bomb("office/djup.odt", lambda: packed(("content.xml", b"<a>" * 100_000))),
    bomb("office/blanksteg.pptx", lambda: packed(("ppt/presentation.xml", b" " * (80 << 20)))),
    bomb("office/djup.pptx", lambda: packed(("ppt/presentation.xml", b"<a>" * 100_000))),
    bomb("office/hundratusen.pptx", _crowd),
)
