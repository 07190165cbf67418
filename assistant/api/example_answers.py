"""The examples of kept answers in the OpenAPI description: evidence, a replay, feedback."""

from typing import Any

from assistant.api.examples import ANSWER, NAMED

PACK: dict[str, Any] = {
    "answer_id": ANSWER["answer_id"],
    "asked": "2026-01-31T12:00:00Z",
    "expires": "2026-03-02T12:00:00Z",
    "question": ANSWER["question"],
    "understood_as": None,
    "curated": None,
    "short_answer": "12 miljoner kronor",
    "status": "answered",
    "answer": ANSWER["answer"],
    "sentences": [{**ANSWER["sentences"][0], "verdict": "supported"}],
    "citations": [
        {
            "n": 1,
            **NAMED,
            "page": 3,
            "page_label": "3",
            **{name: ANSWER["citations"][0][name] for name in ("quote", "start", "end")},
            "content_hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "standing": "current",
        }
    ],
    "route": "documents",
    "choices": [],
    "listed": [],
    "looked_through": None,
    "register": None,
    "notice": ANSWER["notice"],
    "ai_generated": False,
    "model": None,
    "generation": 4,
    "embedder": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "product": "0.1.0",
}
REPLAY: dict[str, Any] = {
    "same": False,
    "generation": 5,
    "then_generation": 4,
    "answer": {**ANSWER, "generation": 5, "answer_id": None},
    "differences": ["Status var partial och är answered."],
}
FEEDBACK: dict[str, Any] = {
    "feedback_id": "7215ee9c7d9dc229d2921a40e899ec5f",
    "answer_id": ANSWER["answer_id"],
    "citation": 1,
    "verdict": "right",
    "said": "2026-01-31T12:05:00Z",
}
