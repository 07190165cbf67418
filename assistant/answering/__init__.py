"""Makes a draft of an answer from the passages found: by quoting, or with a language model."""
