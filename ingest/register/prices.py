"""Prices of different years made comparable, by the consumer price index of Statistics Sweden.

Annual averages of KPI, 1980 = 100, settled (SCB, Konsumentprisindex (1980=100), fastställda tal).
"""

KPI = (
    (2007, 290.51),
    (2008, 300.61),
    (2009, 299.66),
    (2010, 303.46),
    (2011, 311.43),
    (2012, 314.20),
    (2013, 314.06),
    (2014, 313.49),
    (2015, 313.35),
    (2016, 316.43),
    (2017, 322.11),
    (2018, 328.40),
    (2019, 334.26),
    (2020, 335.92),
    (2021, 343.19),
    (2022, 371.91),
    (2023, 403.70),
)


def price_years() -> tuple[int, ...]:
    """The years that amounts can be converted between."""
    return tuple(year for year, _ in KPI)
