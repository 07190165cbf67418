"""The index: generations of a vector store and a lexical store, made from the record.

Nothing here is the truth: a generation can be thrown away and made again from the record.
"""
