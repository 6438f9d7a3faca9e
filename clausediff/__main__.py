"""``python -m clausediff`` is ``clausediff``."""

from clausediff.cli import main

main()
