"""`python -m assistant` is `lardom`."""

from assistant.cli import main

main()
