import time
from base64 import b64encode
from email.message import EmailMessage

import pytest

from ingest.errors import LoadError
from ingest.loaders import mail

HEAD = "From: {}\nTo: registrator@example.se\nSubject: {}\nDate: Tue, 05 Mar 2024 14:30:00 +0100\n"
SECONDS = 8


def _message(subject: str = "Beslut om nytta") -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"Enheten för stöd" <stod@example.se>'
    message["To"] = "registrator@example.se, arkiv@example.se"
    message["Cc"] = "chef@example.se"
    message["Subject"] = subject
    message["Date"] = "Tue, 05 Mar 2024 14:30:00 +0100"
    return message


def _written(body: bytes, kind: str, encoding: str = "8bit") -> bytes:
    head = HEAD.format("a@example.se", "Ärendet")
    fields = f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\n\n"
    return (head + fields).encode() + body


def _nested(depth: int) -> EmailMessage:
    message = _message(f"Nivå {depth}")
    message.set_content(f"Ord på nivå {depth}.")
    for level in reversed(range(1, depth)):
        outer = _message(f"Nivå {level}")
        outer.set_content(f"Ord på nivå {level}.")
        outer.add_attachment(message)
        message = outer
    return message


def test_a_message_is_its_subject_who_when_and_its_words() -> None:
    message = _message()
    message.set_content("Vi beslutar att mäta nyttan före och efter.\n")

    extract = mail.load(message.as_bytes())

    assert extract.text == (
        "Beslut om nytta\n\n"
        "Från: Enheten för stöd <stod@example.se>\n"
        "Till: registrator@example.se, arkiv@example.se\n"
        "Kopia: chef@example.se\n"
        "Datum: 2024-03-05 14:30\n\n"
        "Vi beslutar att mäta nyttan före och efter."
    )
    assert [(h.level, h.title, h.start) for h in extract.headings] == [(1, "Beslut om nytta", 0)]


def test_subject_date_and_sender_become_properties() -> None:
    message = _message()
    message.set_content("Ord.")

    properties = dict(mail.load(message.as_bytes()).properties)

    assert properties == {
        "title": "Beslut om nytta",
        "date": "2024-03-05",
        "author": "Enheten för stöd",
    }


def test_what_a_message_does_not_say_has_no_line() -> None:
    extract = mail.load(b"Subject: Kort\n\nBara ord.\n")

    assert extract.text == "Kort\n\nBara ord."
    assert dict(extract.properties) == {"title": "Kort"}


def test_a_date_that_is_none_stands_as_it_is_written() -> None:
    extract = mail.load("Subject: Kort\nDate: i går\n\nOrd.".encode())

    assert "Datum: i går" in extract.text
    assert "date" not in dict(extract.properties)


def test_of_two_wordings_the_plain_text_is_taken() -> None:
    message = _message()
    message.set_content("Ren text.")
    message.add_alternative("<p>Formaterad text.</p>", subtype="html")

    text = mail.load(message.as_bytes()).text

    assert "Ren text." in text
    assert "Formaterad" not in text


def test_a_blank_plain_text_gives_way_to_the_page() -> None:
    message = _message()
    message.set_content(" \n")
    message.add_alternative("<h1>Nyttan</h1><p>Den formaterade texten är kvar.</p>", subtype="html")

    assert "Den formaterade texten är kvar." in mail.load(message.as_bytes()).text


def test_a_page_brings_its_headings_below_the_subject() -> None:
    message = _message()
    page = "<h1>Bakgrund</h1>" + "<p>Projektet började med en förstudie som tog ett år.</p>" * 3
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")

    extract = mail.load(message.as_bytes())

    assert [(h.level, h.title) for h in extract.headings] == [
        (1, "Beslut om nytta"),
        (2, "Bakgrund"),
    ]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "<div>Ja.<div>Vi ses.</div></div><blockquote>Ses vi?</blockquote>",
            "Ja.\nVi ses.\n\nSes vi?",
        ),
        ("<p>Samma.</p><p>Samma.</p>", "Samma.\n\nSamma."),
        (
            "<table><tr><td><p>År</p></td><td>Kr</td></tr> <tr><td>2024<td>12</table>Slut",
            "| År | Kr |\n| 2024 | 12 |\n\nSlut",
        ),
        (
            "<table><tr><td><table><tr><td>Hej</td></tr></table></td></tr></table>",
            "Hej",
        ),
        ("<table><tr><td>Ett<br>Två</td><td>Tre</td></tr></table>", "Ett\nTvå\nTre"),
        ("<ul><li>Ett</li> <li>Två</ul>", "– Ett\n– Två"),
        ("<style>p{}</style><script>x</script><title>T</title>Kvar &lt;a&gt;", "Kvar <a>"),
    ],
    ids=["answer", "twice", "data", "inner table", "layout", "list", "silent"],
)
def test_all_words_of_a_page_are_kept_in_their_order(page: str, text: str) -> None:
    extract = mail.load(_written(f"<body>{page}</body>".encode(), "text/html"))

    assert extract.text.split("\n\n", 2)[2] == text


@pytest.mark.parametrize(
    "tag",
    ["<a ", "<!--", "<table><tr><td>", "<tr>", "<td>", "<h1>", "<a b='", "</", "<![CDATA[", "&#"],
)
def test_a_page_made_to_cost_is_read_soon(tag: str) -> None:
    started = time.monotonic()

    extract = mail.load(_written(tag.encode() * (1_000_000 // len(tag)), "text/html"))

    assert extract.text.startswith("Ärendet")
    assert time.monotonic() - started < SECONDS


def test_a_page_without_an_end_is_refused() -> None:
    with pytest.raises(LoadError, match="fler än gränsen"):
        mail.load(_written(b"<p>x" * 2_600_000, "text/html"))


def test_attachments_are_named_and_not_read() -> None:
    message = _message()
    message.set_content("Se bilagan.")
    message.add_attachment(
        b"%PDF", maintype="application", subtype="pdf", filename="Årsrapport.pdf"
    )
    message.add_attachment("hemligt", filename="lista.txt")

    extract = mail.load(message.as_bytes())

    assert extract.notices == ("Bilagor som inte lästes: Årsrapport.pdf, lista.txt.",)
    assert "hemligt" not in extract.text


def test_an_attachment_beside_a_wording_not_chosen_is_named_too() -> None:
    kind = 'multipart/alternative; boundary="a"'
    body = (
        b"--a\nContent-Type: text/plain\n\nOrden.\n"
        b'--a\nContent-Type: multipart/mixed; boundary="b"\n\n'
        b"--b\nContent-Type: text/html\n\n<p>Orden.</p>\n"
        b'--b\nContent-Type: application/pdf; name="plan.pdf"\n\nxx\n--b--\n--a--\n'
    )

    extract = mail.load(_written(body, kind))

    assert extract.notices == ("Bilagor som inte lästes: plan.pdf.",)


def test_a_message_within_is_read_under_its_own_heading() -> None:
    extract = mail.load(_nested(2).as_bytes())

    assert [(h.level, h.title) for h in extract.headings] == [(1, "Nivå 1"), (2, "Nivå 2")]
    assert all(extract.text[h.start :].startswith(h.title) for h in extract.headings)
    assert extract.text.endswith("Ord på nivå 2.")


def test_messages_are_read_five_levels_down_and_the_rest_is_told() -> None:
    extract = mail.load(_nested(8).as_bytes())

    assert "Ord på nivå 6." in extract.text
    assert "Ord på nivå 7." not in extract.text
    assert extract.notices == ("Bifogade meddelanden djupare än 5 nivåer som inte lästes: 1.",)


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Åtgärd".encode("cp1252"), "text/plain; charset=utf-8"),
        ("Åtgärd".encode(), "text/plain; charset=us-ascii"),
        ("Åtgärd".encode("cp1252"), "text/plain"),
        ("Åtgärd".encode(), "text/plain; charset=finns-inte"),
        ("Åtgärd".encode(), "text/plain; charset=punycode"),
        ("Åtgärd".encode(), "text/plain; charset=unicode_escape"),
        ("Åtgärd".encode("utf-16"), "text/plain; charset=utf-16"),
        ("Åtgärd".encode("cp865"), "text/plain; charset=cp865"),
        ("Åtgärd “så”".encode("cp1252"), "text/plain; charset=iso-8859-1"),
    ],
    ids="wrong unmarked missing unknown slow escape utf-16 nordic windows".split(),
)
def test_words_are_right_however_their_charset_is_given(body: bytes, charset: str) -> None:
    assert "Åtgärd" in mail.load(_written(body, charset)).text


@pytest.mark.parametrize(
    "subject",
    [
        b"=?iso-8859-1?Q?=C5tg=E4rd?=",
        b"=?utf-8?B?w4V0Z8OkcmQ=?=",
        "Åtgärd".encode(),
        "Åtgärd".encode("cp1252"),
        b"=?finns-inte?Q?=C3=85tg=C3=A4rd?=",
    ],
    ids=["latin-1", "utf-8", "bare utf-8", "bare windows", "unknown charset"],
)
def test_a_subject_is_right_however_it_is_written(subject: bytes) -> None:
    extract = mail.load(b"Subject: " + subject + b"\n\nOrd.")

    assert extract.headings[0].title.startswith("Åtgärd")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", r"Outlooks eget format"),
        (b"Bara en text utan huvud.", "inget e-postmeddelande"),
        (b"", "inget e-postmeddelande"),
        (_written(b"MIIB", "application/pkcs7-mime; smime-type=enveloped-data"), "krypterat"),
        (_written(b"--a\n\n--a--", "multipart/encrypted; boundary=a"), "krypterat"),
    ],
    ids=["outlook", "text", "empty", "smime", "pgp"],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        mail.load(content)


def _deep(levels: int) -> bytes:
    starts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(levels))
    return b"Subject: Djup\n" + "".join(starts).encode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (_deep(5000), "nivåer"),
        (b"Subject: a\n" + b"Content-Type: message/rfc822\n\n" * 5000, "nivåer"),
        (_written(b"--a\n\nx\n" * 5000, "multipart/mixed; boundary=a"), "1000 delar"),
        (_written(b"a: b\n\n" * 5000, "message/delivery-status"), "1000 delar"),
        (_written(b"\n" * 5_000_000, "text/plain"), "rader"),
        (
            _written(
                (b"--a\nSubject: " + b"x" * 9000 + b"\n\nx\n") * 500, "multipart/mixed; boundary=a"
            ),
            "brevhuvuden",
        ),
    ],
    ids=["multiparts", "messages", "parts", "reports", "lines", "headers of parts"],
)
def test_a_message_made_to_cost_is_refused_soon(content: bytes, reason: str) -> None:
    started = time.monotonic()

    with pytest.raises(LoadError, match=reason):
        mail.load(content)
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "content",
    [
        b"To: " + b"a@b.se, " * 1_000_000 + b"\nSubject: x\n\nOrden.",
        b"To: " + b"(" * 1_000_000 + b"\nSubject: x\n\nOrden.",
        b"Subject: " + b"=?utf-8?Q?" * 100_000 + b"\n\nOrden.",
        b"".join(b"X-%d: x\n" % n for n in range(200_000)) + b"Subject: x\n\nOrden.",
        b"Subject: x\n" * 200_000 + b"\nOrden.",
        b'Subject: x\nContent-Type: text/plain; a="' + b";" * 1_000_000 + b"\n\nOrden.",
        b"Subject: x\n" + b"Content-Type: multipart/mixed; boundary=" + b"(" * 9000 + b"\n\nOrden.",
        b"Subject: x\nDate: " + b"1 " * 500_000 + b"\n\nOrden.",
        b"Subject: x\nContent-Type: multipart/mixed\n\nOrden.",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nOrden.",
        b"Subject: x\\u12 =?utf-8?Q?y?=\n\nOrden.",
    ],
    ids=[
        "many addresses",
        "comments",
        "encoded words",
        "many headers",
        "same header",
        "parameters",
        "long boundary",
        "long date",
        "no boundary",
        "cut off",
        "half an escape",
    ],
)
def test_odd_headers_cost_little_and_the_words_are_read(content: bytes) -> None:
    started = time.monotonic()

    text = mail.load(content).text

    assert "Orden." in text
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "body", [b"!" * 1_000_000, b"A" * 999_999, b"=" * 1_000_000], ids=["signs", "odd", "padding"]
)
def test_base64_that_is_none_leaves_the_rest_of_the_message(body: bytes) -> None:
    extract = mail.load(_written(body, "text/plain", "base64"))

    assert extract.text.startswith("Ärendet\n\nFrån: ")


def test_a_body_that_is_no_text_is_named_as_not_read() -> None:
    body = b64encode(bytes(range(256)) * 40)

    extract = mail.load(_written(body, "text/plain", "base64"))

    assert extract.notices == ("Bilagor som inte lästes: text/plain.",)


def test_the_name_of_an_attachment_is_shown_without_its_tricks() -> None:
    kind = 'application/pdf; name="a\u202egpj.exe' + "x" * 1000 + '"'

    notice = mail.load(_written(b"xx", kind)).notices[0]

    assert "\u202e" not in notice
    assert len(notice) < 200


def test_a_name_in_a_charset_that_cannot_be_read_gives_way_to_the_media_type() -> None:
    notices = mail.load(_written(b"xx", "application/pdf; name*=idna''a%FF")).notices

    assert notices == ("Bilagor som inte lästes: application/pdf.",)
