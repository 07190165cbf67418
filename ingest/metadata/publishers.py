"""Finds who published a document: declared, by its series, or named on its first pages."""

import re

from ingest.metadata.facts import Facts

_BY_SERIES = {
    "ESV": "Ekonomistyrningsverket",
    "RiR": "Riksrevisionen",
    "Statskontoret": "Statskontoret",
    "Dir.": "Regeringen",
    "Prop.": "Regeringen",
    "Skr.": "Regeringen",
    "AFS": "Arbetsmiljöverket",
    "BFS": "Boverket",
    "ELSÄK-FS": "Elsäkerhetsverket",
    "FFFS": "Finansinspektionen",
    "HSLF-FS": "Socialstyrelsen m.fl.",
    "KIFS": "Kemikalieinspektionen",
    "LIVSFS": "Livsmedelsverket",
    "LVFS": "Läkemedelsverket",
    "MCFFS": "Myndigheten för civilt försvar",
    "MSBFS": "Myndigheten för samhällsskydd och beredskap",
    "NFS": "Naturvårdsverket",
    "PTSFS": "Post- och telestyrelsen",
    "RA-FS": "Riksarkivet",
    "SJVFS": "Statens jordbruksverk",
    "SKOLFS": "Skolverket",
    "SKVFS": "Skatteverket",
    "SOSFS": "Socialstyrelsen",
    "SRVFS": "Statens räddningsverk",
    "SSMFS": "Strålsäkerhetsmyndigheten",
    "TSFS": "Transportstyrelsen",
}
_ORGANISATION = re.compile(
    r"(?:verket|verk|myndigheten|styrelsen|inspektionen|kansliet|kansli|nämnden|revisionen|kontoret"
    r"|departementet|regeringen|digg|kommun|region|universitet|högskola|institutet|rådet|stiftelsen"
    r"|center|centrum)\b|^(?:Myndigheten|Region|Statens|Sveriges)\b",
    re.IGNORECASE,
)
_COLLECTION = re.compile(r"^\W*([A-ZÅÄÖ][^\n.;:]{3,90}?)s\s+författningssamling", re.MULTILINE)
_ISSUER = re.compile(r"Utgivare:[^\n,]{3,60},\s*([A-ZÅÄÖ][^\n,.]{3,80})")
_REGULATOR = re.compile(r"([A-ZÅÄÖ][^.;:,]{3,80}?)s\s+(?:föreskrifter|allmänna råd)\b")


def publisher_of(facts: Facts, number: str | None) -> str | None:
    """The publisher's name; a person is none."""
    if said := facts.said("publisher"):
        return said
    if number and (known := _BY_SERIES.get(number.rsplit(" ", 1)[0])):
        return known
    author = facts.said("author") or ""
    return author if _ORGANISATION.search(author) else _named(facts.beginning)


def _named(beginning: str) -> str | None:
    for pattern in (_COLLECTION, _ISSUER, _REGULATOR):
        found = pattern.search(beginning)
        if found and _ORGANISATION.search(found[1]):
            return " ".join(found[1].split())
    return None
