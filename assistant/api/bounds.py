"""How large a number in a request may be."""

LARGEST_NUMBER = 2**53
"""No id, number or day is larger, and SQLite and scripts hold it exactly; beyond, it is refused."""
