"""Reads a form with a file as it comes: the file straight to the disk, the fields within bounds.

The stock reader of forms keeps files in the system's temporary folder, whatever their size.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request

from assistant.errors import UploadRefusedError
from assistant.uploading.incoming import Incoming, too_large

FILE = "file"
LARGEST_FORM = 64 * 1024
"""Bytes of all that is not the file: fields, headers, and what stands between parts."""
_MOST_PARTS = 200
_REMEDY = "Skicka multipart/form-data med filen i fältet file; se /openapi.json."


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came with a file: its name as it was sent, and the other fields, as often as they came.

    The texts are in the order of the form.
    """

    name: str
    said: Mapping[str, tuple[str, ...]]


async def receive(request: Request, incoming: Incoming, limit: int) -> Received:
    """Write the form's file to `incoming`, of at most `limit` bytes, and give what came with it.

    Raises:
        UploadTooLargeError: the file, or the form besides it, is too large, whatever it told.
        UploadRefusedError: it is no such form, or breaks off.
        OSError: the file cannot be written.
    """
    form = _Form(_boundary(request), incoming)
    left = limit + LARGEST_FORM
    try:
        async for data in request.stream():
            left -= len(data)
            if left < 0:
                raise too_large(limit)
            await run_in_threadpool(form.feed, data)
    except ClientDisconnect as error:
        raise UploadRefusedError("Uppladdningen avbröts.", "Ladda upp filen igen.") from error
    return form.received()


def _boundary(request: Request) -> bytes:
    kind, told = parse_options_header(request.headers.get("content-type"))
    if kind != b"multipart/form-data" or not told.get(b"boundary"):
        raise UploadRefusedError("Anropet är inget formulär med en fil.", _REMEDY)
    return told[b"boundary"]


class _Form:
    """A form while it comes."""

    def __init__(self, boundary: bytes, incoming: Incoming) -> None:
        self._incoming = incoming
        self._file_name: str | None = None
        self._said: dict[str, list[str]] = {}
        self._field = ""
        self._text: bytearray | None = None
        self._header = bytearray(), bytearray()
        self._disposition = b""
        self._parts = self._sizes = 0
        self._is_whole = False
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin_part,
                    "on_header_field": self._name_header,
                    "on_header_value": self._fill_header,
                    "on_header_end": self._end_header,
                    "on_headers_finished": self._end_headers,
                    "on_part_data": self._fill_part,
                    "on_part_end": self._end_part,
                    "on_end": self._end,
                },
            )
        except FormParserError as error:
            raise UploadRefusedError("Formuläret går inte att läsa.", _REMEDY) from error

    def feed(self, data: bytes) -> None:
        """Take in what came next."""
        try:
            self._parser.write(data)
        except FormParserError as error:
            raise UploadRefusedError("Formuläret går inte att läsa.", _REMEDY) from error

    def received(self) -> Received:
        """What came, once all has come."""
        if not self._is_whole:
            raise UploadRefusedError("Formuläret bryts av före sitt slut.", _REMEDY)
        if self._file_name is None:
            raise UploadRefusedError("Ingen fil kom med.", _REMEDY)
        said = {name: tuple(texts) for name, texts in self._said.items()}
        return Received(name=self._file_name, said=MappingProxyType(said))

    def _begin_part(self) -> None:
        self._disposition = b""
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise UploadRefusedError(f"Formuläret har fler än {_MOST_PARTS} fält.", _REMEDY)

    def _name_header(self, data: bytes, start: int, end: int) -> None:
        self._header[0].extend(data[start:end])

    def _fill_header(self, data: bytes, start: int, end: int) -> None:
        self._header[1].extend(data[start:end])

    def _end_header(self) -> None:
        name, value = self._header
        if name.lower() == b"content-disposition":
            self._disposition = bytes(value)
        self._header = bytearray(), bytearray()

    def _end_headers(self) -> None:
        _, told = parse_options_header(self._disposition)
        self._field = _text_of(told.get(b"name", b""), "namn")
        is_file = b"filename" in told
        if is_file != (self._field == FILE):
            kind = "är en fil" if is_file else "är ingen fil med ett namn"
            raise UploadRefusedError(f"Fältet ”{_short(self._field)}” {kind}.", _REMEDY)
        if is_file and self._file_name is not None:
            raise UploadRefusedError("Flera filer kom på en gång.", "Skicka en fil i taget.")
        if is_file:
            self._file_name = _text_of(told[b"filename"], "filnamn")
        self._text = None if is_file else bytearray()

    def _fill_part(self, data: bytes, start: int, end: int) -> None:
        if self._text is None:
            self._incoming.write(data[start:end])
            return
        self._sizes += end - start
        if self._sizes > LARGEST_FORM:
            raise UploadRefusedError(
                "Uppgifterna om filen är för långa.", f"Skriv högst {LARGEST_FORM} byte."
            )
        self._text.extend(data[start:end])

    def _end_part(self) -> None:
        if self._text is not None:
            text = _text_of(bytes(self._text), f"värde för {_short(self._field)}")
            self._said.setdefault(self._field, []).append(text)

    def _end(self) -> None:
        self._is_whole = True


def _text_of(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UploadRefusedError(
            f"Formuläret har ett {what} som inte är text i UTF-8.", _REMEDY
        ) from error


def _short(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:60]
