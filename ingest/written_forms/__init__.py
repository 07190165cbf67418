"""Expressions that are typed in many ways: one index term for each, however it is typed."""
