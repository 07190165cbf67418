"""The pieces of a passage that an answer may quote: sentences, lists, items, rows of tables."""
