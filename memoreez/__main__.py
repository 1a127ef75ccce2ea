"""`python -m memoreez` is the same as `memoreez`."""

import sys

from memoreez.cli import main

if __name__ == "__main__":
    sys.exit(main())
