"""Tasks: what the library lacks, made from topics, settled by people or by the library itself.

workflow (what may happen) -> asking (does the library answer now?) -> judging (is it closed?)
-> keeping (in the record) -> rounds (asked again of each new library)
"""
