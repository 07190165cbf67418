"""The examples of answers without sentences in the OpenAPI description, beside one with them."""

from typing import Any

from assistant.api.examples import ANSWER, LISTED

_NEAR = {name: LISTED[name] for name in ("document_id", "title", "publisher", "year", "source")}
_URL = {"url": LISTED["url"]}
_ABOUT = f"Vad säger ”{LISTED['title']}” om uppföljning?"
_WITHOUT: dict[str, Any] = {
    **ANSWER,
    "status": "reply",
    "sentences": [],
    "citations": [],
    "short_answer": None,
    "notice": None,
    "timings_ms": {"understanding": 0.4, "retrieval": 9.1, "total": 9.5},
    "filters": {**ANSWER["filters"], "dropped": []},
}
REFUSAL: dict[str, Any] = {
    **_WITHOUT,
    "question": "Hur stora blev besparingarna?",
    "status": "no_evidence",
    "answer": (
        "Biblioteket innehåller inget som svarar på frågan. Jag sökte efter ”besparingarna” "
        "bland dokument utgivna av Exempelmyndigheten. De närmaste dokumenten nämner inte "
        "”besparingarna”."
    ),
    "nearest": [{**_NEAR, **_URL, "date": LISTED["date"]}],
    "choices": [{"label": _ABOUT, "question": _ABOUT, "document_id": LISTED["document_id"]}],
}
ASKED_BACK: dict[str, Any] = {
    **_WITHOUT,
    "question": "Vad kostade det?",
    "answer": "Vad gäller ”Vad kostade det”? Välj ett dokument:",
    "route": "ambiguous",
    "nearest": REFUSAL["nearest"],
    "choices": [
        {
            "label": f"{LISTED['title']} (Exempelmyndigheten, 2024)",
            "question": f"Vad kostade det – {LISTED['title']}?",
            "document_id": LISTED["document_id"],
        }
    ],
}
FOLLOWING: dict[str, Any] = {
    **ANSWER,
    "question": "Och it-kostnaderna?",
    "understood_as": ANSWER["question"],
    "conversation_id": "0cc175b9c0f1b6a831c399e269772661",
}
LISTING: dict[str, Any] = {
    **_WITHOUT,
    "question": "Vilka rapporter finns om it-kostnader?",
    "status": "answered",
    "answer": (
        "1 dokument passar in på frågan: Exempelrapport om it-kostnader (Exempelmyndigheten, "
        "2024). Genomsökte 12 dokument efter ”it-kostnader” i titel och rubriker."
    ),
    "route": "enumeration",
    "listing": {
        "count": 1,
        "looked_through": 12,
        "topic": ["it-kostnader"],
        "documents": [{**_NEAR, **_URL, "heading": ""}],
    },
}
ANSWERS: dict[str, dict[str, Any]] = {
    "answer": {"summary": "An answer with its citations", "value": ANSWER},
    "follow_up": {"summary": "A question that leans on one before it", "value": FOLLOWING},
    "refusal": {"summary": "No answer, with what was looked for", "value": REFUSAL},
    "asked_back": {"summary": "A question that says too little", "value": ASKED_BACK},
    "list": {"summary": "A list of documents", "value": LISTING},
}


def with_replies(described: dict[int | str, dict[str, Any]]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers, with an example of every form of answer."""
    content = {**described[200]["content"], "application/json": {"examples": ANSWERS}}
    return {**described, 200: {"content": content}}
