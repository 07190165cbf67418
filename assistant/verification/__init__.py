"""Checks a draft before anyone sees it: every sentence against the words it cites.

Knows nothing about how the draft came about. `verifying` is the way in.
"""
