"""How long records are kept, and what is done when their time is over.

types -> policy (the archivist's file) -> running (what is due, removed but what is held)
"""
