"""Sets the PDF and Word files of the starter material from the Markdown in `text/`, and makes its register."""
