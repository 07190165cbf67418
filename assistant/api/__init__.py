"""The HTTP interface: FastAPI at the rim, nothing of it further in."""
