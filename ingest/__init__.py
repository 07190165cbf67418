"""Turns material into a library. Knows nothing about questions.

The rooms, in the order the material passes through them::

    loaders -> metadata -> chunking -> embedding -> record -> index -> sync
"""
