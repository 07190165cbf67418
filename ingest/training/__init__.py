"""Trains the static embedding model that lies in `ingest/model`. Used before a release only.

The rooms, in the order the material passes through them::

    settings -> texts -> vocabulary -> corpus, openings -> pairs, teacher -> learning
    -> evening -> course

Nothing outside this package imports it, and only `learning` imports torch.
"""
