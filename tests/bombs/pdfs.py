"""PDF files that loop, lie, swell, or would like to do something."""

import zlib
from io import BytesIO

import pypdf

from tests.bombs import Bomb, Ends, bomb

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_SAYS = b"BT /F1 12 Tf 72 700 Td (Sidans ord om kostnader) Tj ET"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>"
    b"/Contents 5 0 R"
)


def pdf(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first being its catalogue."""
    file = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, count = len(file), max(objects) + 1
    file += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        file += b"%010d 00000 n \n" % places.get(number, 0)
    file += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, start)
    return bytes(file)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """An object with bytes behind it."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def one_page(
    *,
    catalogue: bytes = b"",
    pages: bytes = b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    page: bytes = b"",
    says: bytes = b"",
    **more: bytes,
) -> bytes:
    """A page of words, with something added to one of its objects; `more` as `o6` and on."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>",
        2: pages,
        3: _PAGE + page + b">>",
        4: _FONT,
        5: says or stream(_SAYS),
    }
    return pdf(objects | {int(name[1:]): content for name, content in more.items()})


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(6, 6 + count))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        4: _FONT,
        5: stream(_SAYS),
    }
    return pdf(objects | dict.fromkeys(range(6, 6 + count), _PAGE + b">>"))


def _deep_tree(depth: int) -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 6 0 R>>", 2: b"null", 4: _FONT, 5: stream(_SAYS)}
    for number in range(6, 6 + depth):
        objects[number] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1)
    objects[6 + depth] = _PAGE + b">>"
    return pdf(objects)


def _flate(unpacked: bytes, times: int = 1) -> bytes:
    content = unpacked
    for _ in range(times):
        content = zlib.compress(content, 1)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode " * times))


def _previous() -> bytes:
    """A table of objects that says that it stands before itself."""
    made = one_page()
    start = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % start)


def _object_stream() -> bytes:
    """Objects packed into 64 megabytes of blanks."""
    return one_page(
        o6=_flate(b"7 0 " + b" " * (64 << 20)).replace(b"<<", b"<</Type/ObjStm/N 1/First 4", 1)
    )


def _encrypted() -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(one_page()))
    writer.encrypt("hemligt", algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _picture() -> bytes:
    return one_page(
        page=b"/X<</XObject<</I 6 0 R>>>>",
        says=stream(b"/I Do " + _SAYS),
        o6=stream(
            b"x",
            b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647"
            b"/BitsPerComponent 8/ColorSpace/DeviceRGB",
        ),
    ).replace(b"/Resources<<", b"/Resources<</XObject<</I 6 0 R>>")


def _formed() -> bytes:
    """A form that draws itself."""
    form = stream(
        b"/I Do " + _SAYS,
        b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
        b"/Resources<</Font<</F1 4 0 R>>/XObject<</I 6 0 R>>>>",
    )
    return one_page(says=stream(b"/I Do"), o6=form).replace(
        b"/Resources<</Font", b"/Resources<</XObject<</I 6 0 R>>/Font", 1
    )


def _acting(trace: str, address: str) -> bytes:
    """Would start a program, run a script, fetch an address and unpack a file when opened."""
    launch = b"<</S/Launch/F(/usr/bin/touch)/P(%s)/Next 7 0 R>>" % trace.encode()
    script = b"<</S/JavaScript/JS(app.launchURL\\('%s'\\);)/Next 8 0 R>>" % address.encode()
    return one_page(
        catalogue=b"/OpenAction 6 0 R/Names<</EmbeddedFiles<</Names[(../../ut.txt) 9 0 R]>>>>",
        o6=launch,
        o7=script,
        o8=b"<</S/URI/URI(%s)>>" % address.encode(),
        o9=b"<</Type/Filespec/F(../../ut.txt)/EF<</F 10 0 R>>>>",
        o10=stream(b"inneh\xc3\xa5ll"),
    )


def pdfs(trace: str, address: str) -> tuple[Bomb, ...]:
    """The bombs; one would make the file `trace` and fetch `address`."""
    loop = b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    lie = b"<</Type/Pages/Kids[3 0 R]/Count 2147483647>>"
    either = Ends.EITHER
    return (
        bomb("pdf/tvåhundratusen-sidor.pdf", lambda: _many_pages(200_000), either),
        bomb("pdf/sidslinga.pdf", lambda: one_page(pages=loop), either),
        bomb("pdf/djupt-träd.pdf", lambda: _deep_tree(50_000), either),
        bomb("pdf/ljuger-om-sidor.pdf", lambda: one_page(pages=lie), either),
        bomb("pdf/inga-sidor.pdf", lambda: one_page(pages=b"<</Type/Pages/Kids[]/Count 0>>")),
        bomb("pdf/nollor.pdf", lambda: one_page(says=_flate(bytes(48 << 20))), either),
        bomb(
            "pdf/packad-tre-gånger.pdf", lambda: one_page(says=_flate(bytes(48 << 20), 3)), either
        ),
        bomb(
            "pdf/många-ord.pdf",
            lambda: one_page(says=_flate(_SAYS[:-2] + b"(ord ) Tj " * 50_000 + b"ET")),
            either,
        ),
        bomb(
            "pdf/många-streck.pdf",
            lambda: one_page(says=_flate(b"0 0 m 9 9 l S " * 500_000 + _SAYS)),
            either,
        ),
        bomb("pdf/många-q.pdf", lambda: one_page(says=_flate(b"q " * 2_000_000 + _SAYS)), either),
        bomb("pdf/objektström.pdf", _object_stream, either),
        bomb("pdf/före-sig-själv.pdf", _previous, either),
        bomb("pdf/jättebild.pdf", _picture, either),
        bomb("pdf/ritar-sig-själv.pdf", _formed, either),
        bomb("pdf/krypterad.pdf", _encrypted),
        bomb("pdf/handlar.pdf", lambda: _acting(trace, address), Ends.TAKEN),
        bomb("pdf/djupa-listor.pdf", lambda: one_page(page=b"/X " + b"[" * 1_000_000), either),
        bomb(
            "pdf/innehåll-i-ring.pdf",
            lambda: one_page(
                catalogue=b"/Outlines 6 0 R",
                o6=b"<</First 7 0 R/Last 7 0 R>>",
                o7=b"<</Title(Ring)/Next 7 0 R/First 7 0 R/Dest[3 0 R/Fit]>>",
            ),
            either,
        ),
        bomb(
            "pdf/sidnummer-i-ring.pdf",
            lambda: one_page(catalogue=b"/PageLabels 6 0 R", o6=b"<</Kids[6 0 R]>>"),
            either,
        ),
    )
