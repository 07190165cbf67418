"""Makes the register of the starter material: examples by chance, the same for the same seed.

`agencies` and the tables beside it are written by hand; `projects`, `reporting`, `figures` and
`maturity` make what the agencies tell; `planting` puts faults in; `making` gives the books and
what is true of them, and `writing` the files.
"""
