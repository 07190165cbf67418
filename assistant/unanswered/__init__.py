"""What the library could not answer: kept questions, gathered by topic."""
