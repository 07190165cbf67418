"""The example of an answer from the register in the OpenAPI description; made-up figures."""

from typing import Any

_CITED = {"source": "insamling-2017.xlsx", "sha256": "9f86d081…", "is_corrected": False}
_AT = "/register/blad?fil=9f86d081…&blad=Projekt&cell=J14#J14"
_FILTER = {
    "subject": {"value": "projects", "label": "Projekt"},
    "aggregate": {"value": "sum", "label": "Summa"},
    "number": {"value": "budget", "label": "Budget"},
    "agencies": [{"value": 1, "label": "Exempelverket"}],
    "years": [2017],
    "conditions": [],
    "share_of": [],
    "by": [],
    "order": {"value": "none", "label": "utan ordning"},
    "limit": 0,
    "price_year": None,
    "shown": [],
}

_ANSWER = (
    "Budgeten för det enda projektet hos Exempelverket i insamlingen 2017 var "
    "12,3 miljoner kronor (12 345 tkr)."
)

FIGURES: dict[str, Any] = {
    "question": "Vad var Exempelverkets budget 2017?",
    "status": "answered",
    "answer": _ANSWER,
    "reading": "Jag summerar budget för projekt hos Exempelverket i insamlingen 2017.",
    "results": [
        {
            "reading": "Jag summerar budget för projekt hos Exempelverket i insamlingen 2017.",
            "answer": _ANSWER,
            "figures": [
                {
                    "group": [],
                    "value": 12345000.0,
                    "unit": "kr",
                    "n": 1,
                    "missing": 0,
                    "above": None,
                    "below": None,
                    "text": "12,3 miljoner kronor (12 345 tkr)",
                    "basis": "n = 1 projekt",
                    "formula": "",
                    "doubts": [],
                }
            ],
            "items": [],
            "rows": [
                {
                    "agency": "Exempelverket",
                    "agency_id": 1,
                    "project": "Nytt system",
                    "project_id": 7,
                    "year": 2017,
                    "number": 12345000.0,
                    "citations": [1],
                    "doubts": [],
                }
            ],
            "row_count": 1,
            "gaps": [],
            "warnings": [
                {"kind": "few", "text": "Talet bygger på få uppgifter (n = 1).", "url": ""}
            ],
            "filter": _FILTER,
            "pictures": None,
            "downloads": {
                "csv": "/api/v1/figures/table.csv?filter=…",
                "xlsx": "/api/v1/figures/table.xlsx?filter=…",
            },
        }
    ],
    "citations": [
        {
            "n": 1,
            "field": "budget",
            "label": "Budget (tkr)",
            "value": 12345000.0,
            "original": "12 345",
            **_CITED,
            "sheet": "Projekt",
            "cell": "J14",
            "url": _AT,
        }
    ],
    "files": [{"source": "insamling-2017.xlsx", "sha256": "9f86d081…"}],
    "choices": [],
    "remedy": "",
}
