"""Pages, notes, mails and plain text that nest, repeat or mislead, and names that do."""

import base64

from tests.bombs import Bomb, Ends, bomb

_MAIL = (
    b"From: a@example.se\nTo: b@example.se\nSubject: Kostnader\n"
    b"Date: Mon, 1 Mar 2021 10:00:00 +0100\n"
)
_MANY = 100_000


def _nested_mail(levels: int) -> bytes:
    inside = _MAIL + b"\nInnerst.\n"
    for level in range(levels):
        mark = b"gr%d" % level
        inside = (
            _MAIN_PART % mark
            + b"--%s\nContent-Type: message/rfc822\n\n" % mark
            + inside
            + b"\n--%s--\n" % mark
        )
    return inside


_MAIN_PART = _MAIL + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=%s\n\n"


def _multipart(levels: int) -> bytes:
    opened = b"".join(
        b"--g%d\nContent-Type: multipart/mixed; boundary=g%d\n\n" % (level, level + 1)
        for level in range(levels)
    )
    return _MAIN_PART % b"g0" + opened


def _attached(disposition: bytes, content: bytes, kind: bytes = b"text/plain") -> bytes:
    return (
        _MAIN_PART % b"g"
        + b"--g\nContent-Type: text/plain\n\nBrevets ord.\n--g\nContent-Type: "
        + kind
        + b"\nContent-Transfer-Encoding: base64\nContent-Disposition: "
        + disposition
        + b"\n\n"
        + base64.encodebytes(content)
        + b"\n--g--\n"
    )


def _wide_page(tag: bytes, count: int) -> bytes:
    return b"<html><body><p>Sidans ord.</p>" + tag * count + b"</body></html>"


def _front_matter(inside: bytes) -> bytes:
    return b"---\n" + inside + b"\n---\n\n# Rubrik\n\nAnteckningens ord.\n"


def aliases() -> bytes:
    """YAML whose last value stands for ten to the ninth."""
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 9):
        inside = b", ".join([b"*a%d" % (level - 1)] * 10)
        lines.append(b"a%d: &a%d [%s]" % (level, level, inside))
    return b"\n".join(lines)


PAGES: tuple[Bomb, ...] = (
    bomb("html/djup.html", lambda: _wide_page(b"<div>", 200_000), Ends.EITHER),
    bomb("html/listor.html", lambda: _wide_page(b"<ul><li>x", _MANY), Ends.EITHER),
    bomb("html/tabeller.html", lambda: _wide_page(b"<table><tr><td>", _MANY), Ends.EITHER),
    bomb("html/fetstil.html", lambda: _wide_page(b"<b><i>x</b>", 10_000), Ends.EITHER),
    bomb(
        "html/attribut.html",
        lambda: _wide_page(b"<p title='" + b"a " * 5_000_000 + b"'>", 1),
        Ends.EITHER,
    ),
    bomb("html/öppna-kommentarer.html", lambda: _wide_page(b"<!-- ", 500_000), Ends.EITHER),
    bomb("html/öppna-märken.html", lambda: _wide_page(b"<a ", 500_000), Ends.EITHER),
    bomb("html/öppna-klamrar.html", lambda: _wide_page(b"<", 100_000), Ends.EITHER),
    bomb("html/och-tecken.html", lambda: _wide_page(b"&", 200_000), Ends.EITHER),
    bomb("html/skript.html", lambda: _wide_page(b"<script>", _MANY), Ends.EITHER),
    bomb("html/stjärnor.html", lambda: _wide_page(b"<p>" + b"*a " * 100_000, 1), Ends.EITHER),
)

NOTES: tuple[Bomb, ...] = (
    bomb("md/listor.md", lambda: b"\n".join(b" " * n + b"- x" for n in range(800)), Ends.EITHER),
    bomb("md/citat.md", lambda: b">" * 300_000 + b" x", Ends.EITHER),
    bomb("md/hakar.md", lambda: b"[" * 300_000, Ends.EITHER),
    bomb("md/bilder.md", lambda: b"![" * 150_000, Ends.EITHER),
    bomb("md/bilder-på-rad.md", lambda: b"![a](" * 60_000, Ends.EITHER),
    bomb("md/kommentarer.md", lambda: b"<!-- x " * 60_000, Ends.EITHER),
    bomb("md/rubrik.md", lambda: b"# a" + b" " * 300_000 + b"x", Ends.EITHER),
    bomb("md/rubrik-av-galler.md", lambda: b"# a" + b" #" * 150_000 + b" x", Ends.EITHER),
    bomb("md/rubriker.md", lambda: b"# a\n" * 60_000, Ends.EITHER),
    bomb("md/stjärnor.md", lambda: b"# " + b"*" * 300_000 + b"\n\nord", Ends.EITHER),
    bomb("md/länk-i-rubrik.md", lambda: b"# " + b"[a](" * 80_000 + b"\n\nord", Ends.EITHER),
    bomb("md/framsida.md", lambda: b"---\n" * 60_000, Ends.EITHER),
    bomb("md/alias.md", lambda: _front_matter(aliases()), Ends.TAKEN),
    bomb("md/djup-framsida.md", lambda: _front_matter(b"a: " + b"[" * _MANY), Ends.TAKEN),
    bomb("md/djup-framsida-2.md", lambda: _front_matter(b"- " * _MANY + b"x"), Ends.TAKEN),
    bomb("md/stor-framsida.md", lambda: _front_matter(b"a: [b, c]\n" * 20_000), Ends.EITHER),
)

MAILS: tuple[Bomb, ...] = (
    bomb("post/nästlat.eml", lambda: _nested_mail(1000), Ends.EITHER),
    bomb("post/delar.eml", lambda: _multipart(_MANY), Ends.EITHER),
    bomb(
        "post/bilaga.eml",
        lambda: _attached(b"attachment; filename=x.bin", bytes(8 << 20), b"application/zip"),
        Ends.TAKEN,
    ),
    bomb("post/stort-brev.eml", lambda: _attached(b"inline", b"ord " * 200_000), Ends.EITHER),
    bomb(
        "post/leder-ut.eml",
        lambda: _attached(b'attachment; filename="../../../etc/cron.d/ut.txt"', b"ut"),
        Ends.TAKEN,
    ),
    bomb("post/huvud.eml", lambda: b"Subject: " + b"a " * 10_000_000 + b"\n\nord", Ends.EITHER),
    bomb(
        "post/kodat-huvud.eml",
        lambda: b"Subject: " + b"=?utf-8?q?a?= " * 500_000 + b"\n\nord",
        Ends.EITHER,
    ),
    bomb(
        "post/vikt-huvud.eml", lambda: b"Subject: a" + b"\n b" * 1_000_000 + b"\n\nord", Ends.EITHER
    ),
    bomb(
        "post/parenteser.eml", lambda: _MAIL + b"Cc: " + b"(" * 1_000_000 + b"\n\nord", Ends.EITHER
    ),
)

RICH: tuple[Bomb, ...] = (
    bomb(
        "rtf/grupper.rtf",
        lambda: b"{\\rtf1 " + b"{" * _MANY + b"ord" + b"}" * _MANY + b"}",
        Ends.EITHER,
    ),
    bomb("rtf/öppna-grupper.rtf", lambda: b"{\\rtf1 " + b"{" * 400_000),
    bomb("rtf/binärt.rtf", lambda: b"{\\rtf1 ord\\bin999999999 x}"),
    bomb(
        "rtf/celler.rtf",
        lambda: b"{\\rtf1 ord " + b"\\trowd\\cell\\row" * 100_000 + b"}",
        Ends.EITHER,
    ),
    bomb("rtf/citat.rtf", lambda: b"{\\rtf1 ord " + b"\\'" * 1_000_000 + b"}", Ends.EITHER),
    bomb("rtf/tal.rtf", lambda: b"{\\rtf1 ord \\u" + b"9" * 5_000_000 + b" }", Ends.EITHER),
    bomb("rtf/ord.rtf", lambda: b"{\\rtf1 ord \\" + b"a" * 300_000 + b" }", Ends.EITHER),
    bomb("rtf/surrogater.rtf", b"{\\rtf1 Ordet \\u-10240? \\u-9216? \\u-10240? slut.}", Ends.TAKEN),
)

_REPEATED = {
    "a": "a ",
    "ettor": "1 ",
    "parenteser": "(",
    "punkter": ".",
    "punkter-isär": ". ",
    "streck": "-",
    "streck-isär": "- ",
    "paragrafer": "§ ",
    "rader": "\n",
    "blanka": " ",
    "versaler": "A",
    "förkortningar": "A.",
    "citat": '"',
    "semikolon": ";",
    "kolon": ":",
    "rör": "| ",
    "tal": "1",
    "årtal": "2021 ",
    "nummer": "2021:",
    "datum": "den 1 ",
    "punkt-och-siffra": ".1",
    "punktlista": "- a\n",
    "kapitel": "kap. ",
    "frågor": "? ",
    "snedstreck": "1/",
    "bindestreck": "a-\n",
    "mjuka": "\u00ad",
    "tabbar": "\t",
    "accenter": "a\u0301\u0301\u0301",
    "myndigheter": "Myndigheten för ",
    "dnr": "dnr ",
    "föreskrifter": "Statens s ",
    "nollbredd": "\u200b",
}


def _many(sign: str) -> bytes:
    return (sign * (100_000 // len(sign))).encode()


TEXTS: tuple[Bomb, ...] = (
    *(bomb(f"txt/{name}.txt", _many(sign), Ends.EITHER) for name, sign in _REPEATED.items()),
    bomb("txt/lång.txt", lambda: b"ord " * 15_100_000),
    bomb("txt/nollor.txt", bytes(1_000_000)),
    bomb("txt/utf-16-utan-märke.txt", "Projektets kostnader".encode("utf-16-le") * 1000),
    bomb("txt/surrogater.txt", b"Ordet " + b"\xed\xa0\x80\xed\xb0\x80" * 1000, Ends.EITHER),
    bomb("txt/utf-32.txt", b"\xff\xfe\0\0" + b"\xff\xff\xff\xff" * 1000),
)
