"""Fetches what a list of web sources names into a folder that sync then takes in.

    sources -> listing (pages, sitemaps) -> fetching -> storing -> a material folder

Nothing here runs unless a person asks for it. Only public addresses are reached, and those
inside an organisation that the list allows by name. Knows nothing about documents or the index.
"""
