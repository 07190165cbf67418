"""Curated answers: written, checked as generated ones are, reviewed, and pinned to a question.

checking (does it stand?) -> workflow (who may do what) -> keeping (in the record)
-> matching (is this the question?) -> answering
"""
