"""Whose series a publication number belongs to."""

_LAST_YEAR_OF_ARBETARSKYDDSSTYRELSEN = 2000
_PUBLISHERS = {
    "BFS": "Boverket",
    "BOLFS": "Bolagsverket",
    "CSNFS": "Centrala studiestödsnämnden",
    "DIFS": "Datainspektionen",
    "Dir.": "Regeringen",
    "Ds": "Regeringskansliet",
    "DVFS": "Domstolsverket",
    "EIFS": "Energimarknadsinspektionen",
    "ELSÄK-FS": "Elsäkerhetsverket",
    "ESV": "Ekonomistyrningsverket",
    "FFFS": "Finansinspektionen",
    "FIFS": "Fiskeriverket",
    "FOHMFS": "Folkhälsomyndigheten",
    "FOI-R": "Totalförsvarets forskningsinstitut",
    "HVMFS": "Havs- och vattenmyndigheten",
    "IAFFS": "Inspektionen för arbetslöshetsförsäkringen",
    "IMYFS": "Integritetsskyddsmyndigheten",
    "KIFS": "Kemikalieinspektionen",
    "KKVFS": "Konkurrensverket",
    "KOVFS": "Konsumentverket",
    "LIVSFS": "Livsmedelsverket",
    "LMFS": "Lantmäteriet",
    "LVFS": "Läkemedelsverket",
    "MCFFS": "Myndigheten för civilt försvar",
    "MDFFS": "Myndigheten för digital förvaltning",
    "MIGRFS": "Migrationsverket",
    "MSBFS": "Myndigheten för samhällsskydd och beredskap",
    "NFS": "Naturvårdsverket",
    "PFS": "Pensionsmyndigheten",
    "PMFS": "Polismyndigheten",
    "Prop.": "Regeringen",
    "PTSFS": "Post- och telestyrelsen",
    "RA-FS": "Riksarkivet",
    "RiR": "Riksrevisionen",
    "RPSFS": "Rikspolisstyrelsen",
    "SCB-FS": "Statistiska centralbyrån",
    "SFS": "Regeringen",
    "SGU-FS": "Sveriges geologiska undersökning",
    "SJVFS": "Statens jordbruksverk",
    "SKIFS": "Statens kärnkraftinspektion",
    "SKOLFS": "Statens skolverk",
    "Skr.": "Regeringen",
    "SKSFS": "Skogsstyrelsen",
    "SKVFS": "Skatteverket",
    "SOSFS": "Socialstyrelsen",
    "SOU": "Regeringskansliet",
    "SRVFS": "Statens räddningsverk",
    "SSMFS": "Strålsäkerhetsmyndigheten",
    "STAFS": "Styrelsen för ackreditering och teknisk kontroll",
    "Statskontoret": "Statskontoret",
    "STEMFS": "Statens energimyndighet",
    "TLVFS": "Tandvårds- och läkemedelsförmånsverket",
    "TRVFS": "Trafikverket",
    "TSFS": "Transportstyrelsen",
    "VVFS": "Vägverket",
}


def publisher_of_series(number: str | None) -> str | None:
    """The publisher of a number such as "MSBFS 2020:7"; None for a series of several or unknown."""
    if not number or " " not in number:
        return None
    series, year = number.rsplit(" ", 1)
    if series == "AFS":
        early = year[:4].isdigit() and int(year[:4]) <= _LAST_YEAR_OF_ARBETARSKYDDSSTYRELSEN
        return "Arbetarskyddsstyrelsen" if early else "Arbetsmiljöverket"
    return _PUBLISHERS.get(series)
