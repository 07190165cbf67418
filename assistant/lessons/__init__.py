"""Lessons learned: written, reviewed, published into the library, and told of.

writing (checked) -> workflow (who may do what) -> keeping (in the record) -> publishing
"""
