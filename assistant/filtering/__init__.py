"""Which documents may answer: filters, what passes them, and searching among that alone."""
