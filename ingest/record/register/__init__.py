"""The register in the record: what workbooks say, about whom, and what was found in it."""
