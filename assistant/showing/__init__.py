"""The register as it is shown, in JSON and on pages: agencies, projects, review, sheets."""
