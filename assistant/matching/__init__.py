"""How far texts bear the words of a question: by stem, inside words, by likeness."""
