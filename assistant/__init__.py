"""Turns a question into an answer with citations. Knows nothing about files.

The rooms, in the order a question passes through them::

    understanding -> retrieval -> answering -> verification -> api
"""
