import io
import stat
import struct
import time
import warnings
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.archive_refusals import ArchiveLimits
from ingest.archives import Contents, archive_above, open_archive
from ingest.errors import LoadError

SECONDS = 8
CENTRAL = b"PK\x01\x02"
END = b"PK\x05\x06"


def _packed(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = 8) -> bytes:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", method) as archive:
        warnings.simplefilter("ignore")  # zipfile warns of the double names made on purpose
        for name, content in files:
            archive.writestr(name, content, method)
    return target.getvalue()


def _named(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    return entry


def _set(content: bytes, at: int, form: str, *values: int) -> bytes:
    """The archive with other values from a byte of its first central entry on."""
    start = content.index(CENTRAL) + at
    changed = bytearray(content)
    struct.pack_into(form, changed, start, *values)
    return bytes(changed)


def _renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return content.replace(old, new)


def _contents(folder: Path, content: bytes, limits: ArchiveLimits | None = None) -> Contents:
    path = folder / "arkiv.zip"
    path.write_bytes(content)
    with open_archive(path, limits or ArchiveLimits()) as archive:
        return archive.contents


def _read(folder: Path, content: bytes, name: str) -> bytes:
    path = folder / "arkiv.zip"
    path.write_bytes(content)
    with open_archive(path) as archive:
        return archive.read(name)


def _only_failure(folder: Path, content: bytes) -> str:
    contents = _contents(folder, content)
    assert not contents.members
    (failure,) = contents.failed
    return failure.reason


def test_members_are_listed_by_name_with_their_sizes(tmp_path: Path) -> None:
    content = _packed(("b/två.txt", b"12345"), ("mapp/", b""), ("./a.md", b"1"))

    contents = _contents(tmp_path, content)

    assert [(m.name, m.size) for m in contents.members] == [("a.md", 1), ("b/två.txt", 5)]
    assert not contents.failed


@pytest.mark.parametrize("method", [0, 8], ids=["stored", "deflated"])
def test_a_members_bytes_are_what_was_packed(tmp_path: Path, method: int) -> None:
    text = "Nyttan är mätbar. ".encode() * 20_000

    assert _read(tmp_path, _packed(("a/b.txt", text), method=method), "a/b.txt") == text


def test_nothing_is_written_beside_the_archive(tmp_path: Path) -> None:
    _read(tmp_path, _packed(("../a.txt", b"x"), ("b.txt", b"x")), "b.txt")

    assert [path.name for path in tmp_path.iterdir()] == ["arkiv.zip"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/passwd", "leder ut ur"),
        ("mapp/../../ut.txt", "leder ut ur"),
        ("/etc/passwd", "absolut"),
        ("C:/windows/a.txt", "absolut"),
        ("c:a.txt", "absolut"),
        ("..\\..\\a.txt", "omvända snedstreck"),
        ("rad\nbrytning.txt", "styrtecken"),
        ("rapport\u202efdp.exe", "styrtecken"),
        ("./.", "tomt"),
        ("x" * 1200 + ".txt", "längre än"),
        ("inre.zip", "arkiv inuti arkiv"),
        ("inre.TAR.GZ", "arkiv inuti arkiv"),
    ],
)
def test_a_name_that_is_a_trick_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    assert reason in _only_failure(tmp_path, _packed((name, b"x")))


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    content = _renamed(_packed(("a.txt_.exe", b"x")), b"a.txt_.exe", b"a.txt\0.exe")

    assert "styrtecken" in _only_failure(tmp_path, content)


def test_a_name_that_begins_with_nul_is_refused(tmp_path: Path) -> None:
    content = _renamed(_packed(("a.txt", b"x")), b"a.txt", b"\0.txt")

    assert "styrtecken" in _only_failure(tmp_path, content)


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        (stat.S_IFLNK | 0o777, "en länk"),
        (stat.S_IFIFO, "ingen vanlig fil"),
        (stat.S_IFCHR, "ingen"),
    ],
    ids=["link", "pipe", "device"],
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, mode: int, reason: str) -> None:
    assert reason in _only_failure(tmp_path, _packed((_named("a.txt", mode), b"/etc/passwd")))


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [
        (8, 0x1, "lösenordsskyddad"),
        (8, 0x41, "lösenordsskyddad"),
        (10, 99, "lösenordsskyddad"),
        (10, 9, "packningsmetoden 9"),
        (10, 12, "packningsmetoden 12"),
    ],
    ids=["encrypted", "strongly", "aes", "deflate64", "bzip2"],
)
def test_what_cannot_be_unpacked_is_refused(
    tmp_path: Path, at: int, value: int, reason: str
) -> None:
    content = _set(_packed(("a.txt", b"hej")), at, "<H", value)

    assert reason in _only_failure(tmp_path, content)


def test_of_double_names_none_is_taken(tmp_path: Path) -> None:
    content = _packed(("a.txt", b"ett"), ("./a.txt", b"annat"), ("b.txt", b"b"))

    contents = _contents(tmp_path, content)

    assert [member.name for member in contents.members] == ["b.txt"]
    assert [failure.source for failure in contents.failed] == ["./a.txt", "a.txt"]


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("åäö.txt".encode("cp437"), False),
        ("åäö.txt".encode("cp850"), False),
        ("åäö.txt".encode("cp1252"), False),
        ("åäö.txt".encode(), False),
        ("åäö.txt".encode(), True),
        ("a\u030aa\u0308o\u0308.txt".encode(), True),
    ],
    ids=["dos", "windows dos", "windows", "unmarked utf-8", "utf-8", "macos"],
)
def test_swedish_letters_are_right_however_they_are_written(
    tmp_path: Path, written: bytes, marked: bool
) -> None:
    stand_in = "x" * len(written)
    content = _renamed(_packed((stand_in, b"hej")), stand_in.encode(), written)
    if marked:
        content = _set(content, 8, "<H", 0x800)

    assert [member.name for member in _contents(tmp_path, content).members] == ["åäö.txt"]


def test_a_name_in_the_field_for_unicode_goes_before_the_guess(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("xyz.txt")
    value = b"\x01" + struct.pack("<I", zlib.crc32(b"xyz.txt")) + "Łódź å.txt".encode()
    entry.extra = struct.pack("<HH", 0x7075, len(value)) + value

    assert _contents(tmp_path, _packed((entry, b"x"))).members[0].name == "Łódź å.txt"


def _lying(size: int) -> bytes:
    return _set(_packed(("a.txt", b"0123456789" * 100)), 24, "<I", size)


@pytest.mark.parametrize("size", [10, 999, 1001], ids=["much less", "less", "more"])
def test_a_header_that_lies_about_the_size_is_found_out(tmp_path: Path, size: int) -> None:
    with pytest.raises(LoadError, match="inte så stor som"):
        _read(tmp_path, _lying(size), "a.txt")


def test_a_small_header_over_a_bomb_costs_no_more_than_it_says(tmp_path: Path) -> None:
    content = _set(_packed(("a.txt", b"\0" * (50 << 20))), 24, "<I", 1000)
    started = time.monotonic()

    with pytest.raises(LoadError, match="inte så stor som"):
        _read(tmp_path, content, "a.txt")
    assert time.monotonic() - started < 1


def test_a_sum_that_does_not_hold_is_found_out(tmp_path: Path) -> None:
    content = _set(_packed(("a.txt", b"hej")), 16, "<I", 1)

    with pytest.raises(LoadError, match="skadad"):
        _read(tmp_path, content, "a.txt")


def test_a_name_that_differs_in_its_own_header_is_refused(tmp_path: Path) -> None:
    content = _packed(("a.txt", b"hej")).replace(b"a.txt", b"b.exe", 1)

    with pytest.raises(LoadError, match="skadad"):
        _read(tmp_path, content, "a.txt")


def test_what_is_packed_too_well_is_refused(tmp_path: Path) -> None:
    contents = _contents(tmp_path, _packed(("a.txt", b"\0" * (2 << 20)), ("b.txt", b"\0" * 9999)))

    assert [member.name for member in contents.members] == ["b.txt"]
    assert "packad mer än 200 gånger" in contents.failed[0].reason


def test_a_member_may_have_so_many_bytes(tmp_path: Path) -> None:
    content = _packed(("a.txt", b"12345"), ("b.txt", b"123456"))

    contents = _contents(tmp_path, content, ArchiveLimits(member_bytes=5))

    assert [member.name for member in contents.members] == ["a.txt"]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ArchiveLimits(total_bytes=10), "uppackat, mer än gränsen"),
        (ArchiveLimits(members=1), "2 filer, fler än gränsen 1"),
    ],
    ids=["bytes", "members"],
)
def test_an_archive_may_hold_so_much(tmp_path: Path, limits: ArchiveLimits, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        _contents(tmp_path, _packed(("a.txt", b"123456"), ("b.txt", b"123456")), limits)


def _overlapping(times: int) -> bytes:
    """One packed member with many entries that all point at it."""
    content = _packed(("000000.txt", b"\0" * 100_000))
    start, end = content.index(CENTRAL), content.index(END)
    entries = (content[start:end].replace(b"000000", b"%06d" % n) for n in range(times))
    directory = b"".join(entries)
    tail = END + struct.pack("<HHHHIIH", 0, 0, times, times, len(directory), start, 0)
    return content[:start] + directory + tail


@pytest.mark.parametrize("times", [2, 9000], ids=["two", "thousands"])
def test_members_that_share_bytes_are_refused(tmp_path: Path, times: int) -> None:
    with pytest.raises(LoadError, match="zipbomb"):
        _contents(tmp_path, _overlapping(times))


def test_a_member_that_reaches_into_the_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="zipbomb"):
        _contents(tmp_path, _set(_packed(("a.txt", b"hej")), 20, "<I", 1 << 20))


def test_a_directory_without_an_end_is_not_read(tmp_path: Path) -> None:
    entry = CENTRAL + bytes(42)
    directory = entry * (20_000_000 // len(entry))
    tail = END + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), 0, 0)
    started = time.monotonic()

    with pytest.raises(LoadError, match="innehållsförteckning"):
        _contents(tmp_path, directory + tail)
    assert time.monotonic() - started < SECONDS


def test_an_archive_in_itself_is_refused_as_any_archive_within(tmp_path: Path) -> None:
    inner = _packed(("r/r.zip", b"x"))

    assert "arkiv inuti arkiv" in _only_failure(tmp_path, _packed(("r/r.zip", inner)))


def test_a_folder_that_holds_bytes_is_refused(tmp_path: Path) -> None:
    content = _renamed(_packed(("mapp-", b"dolt")), b"mapp-", b"mapp/")

    assert "ingen vanlig fil" in _only_failure(tmp_path, content)


def test_a_long_comment_does_no_harm(tmp_path: Path) -> None:
    target = io.BytesIO(_packed(("a.txt", b"hej")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"x" * 65_000

    assert _read(tmp_path, target.getvalue(), "a.txt") == b"hej"


def test_a_second_end_in_the_comment_makes_the_archive_damaged(tmp_path: Path) -> None:
    target = io.BytesIO(_packed(("a.txt", b"hej")))
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = END + struct.pack("<HHHHIIH", 0, 0, 1, 1, 1 << 20, 0, 0)

    with pytest.raises(LoadError, match="skadad"):
        _contents(tmp_path, target.getvalue())


def test_a_zip64_archive_is_read(tmp_path: Path) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w") as archive,
        archive.open("a.txt", "w", force_zip64=True) as member,
    ):
        member.write(b"hej")

    assert _read(tmp_path, target.getvalue(), "a.txt") == b"hej"


def test_sizes_of_zip64_are_held_to_the_same_limits(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("a.txt")
    content = _packed((entry, b"hej"))
    start, end = content.index(CENTRAL), content.index(END)
    extra = struct.pack("<HHQ", 1, 8, 1 << 50)
    directory = content[start:end] + extra
    tail = END + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), start, 0)
    forged = _set(content[:start] + directory + tail, 24, "<IHH", 0xFFFFFFFF, 5, len(extra))

    assert "mer än gränsen 200 MB" in _only_failure(tmp_path, forged)


def test_an_archive_behind_a_program_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, b"MZ" * 500 + _packed(("a.txt", b"hej")), "a.txt") == b"hej"


WHOLE = _packed(("a.txt", b"hej" * 100), ("b.txt", b"hopp" * 100))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hej",
        b"7z\xbc\xaf\x27\x1c" + b"x" * 100,
        WHOLE[:-30],
        WHOLE[: WHOLE.index(CENTRAL) + 60] + WHOLE[WHOLE.index(END) :],
        WHOLE[:40],
        _set(_set(WHOLE, 8, "<H", 0x800), 46, "<B", 0xFF),
        _set(WHOLE, 6, "<H", 99),
    ],
    ids="empty text 7z no-end directory start no-utf-8 version".split(),
)
def test_what_is_no_whole_archive_says_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(LoadError, match="ingen ZIP-fil, eller en skadad"):
        _contents(tmp_path, content)


@pytest.mark.parametrize("at", range(0, len(WHOLE), 3))
def test_a_changed_byte_gives_an_answer_or_a_reason(tmp_path: Path, at: int) -> None:
    content = WHOLE[:at] + bytes([WHOLE[at] ^ 0xFF]) + WHOLE[at + 1 :]

    try:
        members = _contents(tmp_path, content).members
        found = [_read(tmp_path, content, member.name) for member in members]
    except LoadError as error:
        found = [error.reason.encode()]

    assert all(found)


def test_a_name_that_is_no_member_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        _read(tmp_path, WHOLE, "c.txt")


def test_an_archive_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="borta"), open_archive(tmp_path / "borta.zip"):
        pass


def test_the_archive_that_a_path_leads_into_is_found(tmp_path: Path) -> None:
    (tmp_path / "mapp.zip").mkdir()
    (tmp_path / "mapp.zip" / "Arkiv.ZIP").write_bytes(WHOLE)

    inside = archive_above(tmp_path / "mapp.zip" / "Arkiv.ZIP" / "a" / "b.txt")

    assert inside == tmp_path / "mapp.zip" / "Arkiv.ZIP"
    assert archive_above(tmp_path / "mapp.zip" / "c.txt") is None
