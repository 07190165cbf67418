"""The starter material. Only `_build` is code; the rest is documents to take in."""
