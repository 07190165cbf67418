"""The examples of the register in the OpenAPI description; made-up agencies, projects, figures."""

from typing import Any

from assistant.api.examples import LISTED

_SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def _cell(sheet: str, cell: str) -> dict[str, Any]:
    return {
        "source": "insamling-2017.xlsx",
        "sha256": _SHA256,
        "sheet": sheet,
        "cell": cell,
        "url": f"/register/blad?fil={_SHA256}&blad={sheet}&cell={cell}#{cell}",
    }


_LINE: dict[str, Any] = {
    "project_id": 7,
    "name": "Nytt lönesystem",
    "agency_id": 1,
    "agency": "Exempelverket",
    "year": 2017,
    "purpose": "Betala ut löner i tid.",
    "kind": "systembyte",
    "system": "EV-Lön",
    "supplier": "Exempelkonsulterna",
    "phase": "genomförande",
    "status": "pågående",
    "start": "2016-01-01",
    "planned_end": "2017-06-30",
    "revised_end": "2018-03-31",
    "actual_end": None,
    "budget": 12345000.0,
    "revised_budget": None,
    "outcome": 13000000.0,
    "overrun": 655000.0,
    "delay": 274,
    "length": 820,
    "highest_risk": 3,
    "url": "/projekt/7",
}
_AGENCY: dict[str, Any] = {
    "agency_id": 1,
    "name": "Exempelverket",
    "names": ["Exempelverket", "EV"],
    "org_number": "999900-0001",
    "department": "Finansdepartementet",
    "size": "medelstor",
    "groups": ["de tjugo"],
    "successor": "",
    "years": [2016, 2017],
    "is_example": True,
}
_WENT = {
    "time": "Slutdatum 2018-03-31, 274 dagar (9,0 månader) senare än i första planen.",
    "cost": "Utfallet är hittills 13,0 miljoner kronor (13 000 tkr) mot 12,3 miljoner kronor "
    "(12 345 tkr) i första planen: 5,3 procent över.",
    "risk": "Risk: hög för tiden.",
    "outcome": "Läget 2017: pågående, i fasen genomförande.",
}
_VALUE: dict[str, Any] = {
    "field": "budget",
    "label": "Budget",
    "value": 12345000.0,
    "said": "12,3 miljoner kronor (12 345 tkr)",
    "original": "12345",
    "is_corrected": False,
    "citation": _cell("Projekt", "J14"),
}
_SIMILAR: dict[str, Any] = {
    "project_id": 9,
    "name": "Byte av löneprogram",
    "agency_id": 2,
    "agency": "Exempelnämnden",
    "year": 2017,
    "likeness": 0.71,
    "why": ["liknande syfte", "samma typ: systembyte"],
    "went": _WENT,
    "url": "/projekt/9",
}

AGENCIES: dict[str, Any] = {"agencies": [_AGENCY]}
AGENCY: dict[str, Any] = {
    **_AGENCY,
    "figures": [
        {
            "number": "it_cost",
            "name": "It-kostnad",
            "unit": "kr",
            "year": 2017,
            "collected": 2017,
            "value": 64697000.0,
            "said": "64,7 miljoner kronor (64 697 tkr)",
            "original": "64697",
            "is_corrected": False,
            "citation": _cell("Nyckeltal", "C20"),
        }
    ],
    "projects": [_LINE],
    "project_count": 1,
}
PROJECTS: dict[str, Any] = {"total": 1, "limit": 50, "offset": 0, "projects": [_LINE]}
SIMILAR: dict[str, Any] = {"compared": 160, "projects": [_SIMILAR]}
PROJECT: dict[str, Any] = {
    "project_id": 7,
    "name": "Nytt lönesystem",
    "names": ["Nytt lönesystem"],
    "agency_id": 1,
    "agency": "Exempelverket",
    "is_example": True,
    "went": _WENT,
    "years": [
        {
            "year": 2017,
            "survey": "Exempelinsamlingen",
            "stage": "settled",
            "tax": "excluded",
            "price_year": 2017,
            "is_example": True,
            "name": "Nytt lönesystem",
            "fields": [_VALUE],
            "numbers": [
                {
                    "number": "overrun",
                    "name": "Överskridande",
                    "unit": "kr",
                    "value": 655000.0,
                    "said": "655 tkr",
                    "definition": "Utfall minus budget i den första planen; över noll är "
                    "budgeten överskriden.",
                    "made_of": ["outcome", "budget"],
                }
            ],
            "free": [],
        }
    ],
    "corrections": [
        {
            "year": 2017,
            "before": {**_VALUE, "value": 1234500.0, "original": "1234,5"},
            "after": {**_VALUE, "is_corrected": True},
            "why": "felskrivet",
            "corrected": "2026-01-31T12:00:00Z",
            "who": None,
        }
    ],
    "uncertain": [
        {
            "match_id": 3,
            "project_id": 12,
            "agency": "Exempelverket",
            "year": 2016,
            "name": {**_VALUE, "field": "project", "label": "Projekt", "value": "Lön 2"},
            "likeness": 0.64,
            "url": "/projekt/12",
        }
    ],
    "documents": [
        {
            "document_id": LISTED["document_id"],
            "title": LISTED["title"],
            "kind": "lesson",
            "kind_name": "lärdom",
            "publisher": LISTED["publisher"],
            "year": LISTED["year"],
            "url": LISTED["url"],
            "is_described": True,
            "places": [
                {
                    "page": 3,
                    "quote": "… i Nytt lönesystem tog prövningen för lite tid …",
                    "url": f"{LISTED['url']}?start=1200&end=1215",
                }
            ],
        }
    ],
    "similar": [_SIMILAR],
    "plans": "/api/v1/projects/7/plans",
    "plans_text": "Första planen: 2016-01-01–2017-06-30; Plan 2017: 2016-01-01–2018-03-31",
    "money": "/api/v1/projects/7/money",
    "money_text": "2 värden i tkr, lägst 1 234,5 (2017), högst 1 889,5 (2017). "
    "Samma tal står i tabellen.",
    "url": "/projekt/7",
}
COVERAGE: dict[str, Any] = {
    "years": [2016, 2017],
    "agencies": [
        {
            "agency_id": 1,
            "name": "Exempelverket",
            "years": [
                {"year": 2016, "answered": False, "projects": 0, "figures": 0},
                {"year": 2017, "answered": True, "projects": 1, "figures": 8},
            ],
            "silent": [2016],
        }
    ],
    "numbers": [
        {
            "number": "it_cost",
            "name": "It-kostnad",
            "years": [{"year": 2016, "count": 0}, {"year": 2017, "count": 1}],
            "lacking": [2016],
        }
    ],
    "document_years": [2024],
    "documents": [
        {
            "kind": "report",
            "name": "rapport",
            "total": 1,
            "years": [{"year": 2024, "count": 1}],
            "undated": 0,
        }
    ],
}
