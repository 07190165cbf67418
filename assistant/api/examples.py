"""The examples in the OpenAPI description; made-up documents, real forms."""

import json
from typing import Any

from assistant.api.failures import Failed

NAMED = {
    "document_id": "3f2a9c1e5b7d8046",
    "title": "Exempelrapport om it-kostnader",
    "publisher": "Exempelmyndigheten",
    "year": 2024,
    "source": "rapporter/exempel.pdf",
}
_ANSWER_URL = "/dokument/3f2a9c1e5b7d8046?start=1200&end=1249"
_FILTERS: dict[str, Any] = {
    "applied": {
        "publisher": "Exempelmyndigheten",
        "first_year": None,
        "last_year": None,
        "kind": None,
        "publication_number": None,
        "agency": None,
    },
    "dropped": [
        {
            "name": "years",
            "value": "år 2031",
            "message": (
                "Inget dokument är utgivet av Exempelmyndigheten och är från år 2031, "
                "så frågan söktes i alla år."
            ),
        }
    ],
}

ANSWER: dict[str, Any] = {
    "question": "Hur stora var it-kostnaderna?",
    "status": "answered",
    "answer": "It-kostnaderna var 12 miljoner kronor under året.",
    "sentences": [
        {
            "text": "It-kostnaderna var 12 miljoner kronor under året.",
            "citations": [1],
            "verdict": "supported",
        }
    ],
    "struck": 0,
    "citations": [
        {
            "n": 1,
            **NAMED,
            "page": 3,
            "page_label": "3",
            "heading": "Resultat › Kostnader",
            "quote": "It-kostnaderna var 12 miljoner kronor\nunder året.",
            "start": 1200,
            "end": 1249,
            "url": _ANSWER_URL,
            "superseded_by": None,
            "original_url": None,
            "anchor": None,
        }
    ],
    "nearest": [],
    "notice": _FILTERS["dropped"][0]["message"],
    "generation": 4,
    "model": None,
    "ai_generated": False,
    "timings_ms": {
        "understanding": 0.4,
        "register": 0.1,
        "retrieval": 9.1,
        "answering": 7.5,
        "verification": 0.6,
        "total": 17.6,
    },
    "filters": _FILTERS,
    "answer_id": "5d41402abc4b2a76b9719d911017c592",
    "route": "documents",
    "choices": [],
    "listing": None,
    "understood_as": None,
    "register": None,
    "conversation_id": None,
    "curated": None,
    "short_answer": {"text": "12 miljoner kronor", "citations": [1]},
}
_EVENTS: dict[str, Any] = {
    "hits": {
        "generation": 4,
        "hits": [{**NAMED, "page": 3, "heading": "Resultat › Kostnader", "url": _ANSWER_URL}],
    },
    "sentence": {"sentence": ANSWER["sentences"][0], "citations": ANSWER["citations"]},
    "answer": ANSWER,
    "done": {},
}
STREAM = "".join(
    f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\nid: {n}\n\n"
    for n, (event, data) in enumerate(_EVENTS.items(), start=1)
)
SEARCH: dict[str, Any] = {
    "generation": 4,
    "hits": [
        {
            "n": 1,
            **NAMED,
            "page": 3,
            "heading": "Resultat › Kostnader",
            "text": "It-kostnaderna var 12 miljoner kronor\nunder året. De ökade något.",
            "start": 1200,
            "end": 1265,
            "score": 3.18,
            "same": [
                {
                    "document_id": "90b1d6e2a7c34f58",
                    "title": "Exempelbilaga om it-kostnader",
                    "source": "rapporter/bilaga.pdf",
                    "page": 1,
                    "start": 310,
                    "end": 375,
                }
            ],
        }
    ],
    "filters": _FILTERS,
    "notice": _FILTERS["dropped"][0]["message"],
}
LISTED: dict[str, Any] = {
    **NAMED,
    "date": "2024-05-02",
    "kind": "report",
    "publication_number": None,
    "diarienummer": "2024/0012",
    "language": "sv",
    "projects": ["Exempelprojektet"],
    "systems": [],
    "origins": [{"field": "title", "witness": "first_pages", "confidence": 0.98}],
    "media_type": "application/pdf",
    "chunks": 41,
    "url": "/dokument/3f2a9c1e5b7d8046",
    "original_url": None,
    "superseded_by": None,
}
DOCUMENTS: dict[str, Any] = {"generation": 4, "documents": [LISTED]}
DOCUMENT: dict[str, Any] = {
    **LISTED,
    "places": ["rapporter/exempel.pdf"],
    "access": ["everyone"],
    "newest_edition": None,
    "older_editions": [],
    "pages": [{"number": 1, "label": "i", "start": 0, "end": 1800, "recognised": False}],
    "headings": [
        {"level": 1, "title": "Resultat", "start": 1100, "anchor": None, "original_url": None}
    ],
    "text": "Exempelrapport om it-kostnader …",
}


FILE = "(filens innehåll)"
PICTURE = "UklGRv4CAABXRUJQVlA4IPICAAD…"
_ALWAYS = (401, 403, 429, 500)
"""What any route may answer with."""
_FAILURES = {
    400: ("The request cannot be read.", "Anropet går inte att läsa."),
    401: ("Nobody knows who asks.", "Du är inte inloggad."),
    403: (
        "The caller may not do this, or this service takes no corrections, files or visitors.",
        "Din roll räcker inte till detta.",
    ),
    404: (
        "No such document, answer, project or the like, or not for this asker.",
        "Dokumentet finns inte.",
    ),
    409: (
        "The original file is gone or has changed, a name is taken, or somebody else is writing.",
        "Filen har ändrats sedan den lästes in.",
    ),
    413: ("The request is too large.", "Anropet är för stort."),
    422: ("The request cannot be understood.", "Frågan är tom."),
    429: (
        "The caller has asked too often; Retry-After says how many seconds to wait.",
        "Det har kommit för många anrop.",
    ),
    500: ("Something nobody foresaw.", "Något gick fel i tjänsten."),
    503: ("There is no library, or it cannot be opened.", "Biblioteket är tomt."),
}


def responses(
    example: Any, *failures: int, media_type: str = "application/json", success: int = 200
) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route: the example of its success, and the failures it can give."""
    found: dict[int | str, dict[str, Any]] = {
        code: _failure(code) for code in (*failures, *_ALWAYS)
    }
    found[success] = {"content": {media_type: {"example": example}}}
    return found


def streamed(described: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route whose success may come as events too."""
    stream = {"text/event-stream": {"schema": {"type": "string"}, "example": STREAM}}
    content = {**described[200]["content"], **stream}
    return {**described, 200: {"content": content}}


def _failure(code: int) -> dict[str, Any]:
    description, message = _FAILURES[code]
    example = {"error": {"message": message, "remedy": "Gör så här i stället."}}
    return {
        "model": Failed,
        "description": description,
        "content": {"application/json": {"example": example}},
    }
