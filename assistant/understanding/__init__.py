"""From a question in plain words to a query: what it is about, what it wants, where to look."""
