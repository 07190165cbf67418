"""The register: collected projects and key figures, each value with the cell it comes from."""
