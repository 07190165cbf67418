"""The short answer inside a quoted sentence: its date, amount, duration or name."""
