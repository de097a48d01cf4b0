"""`python -m conflictmap` is the same as `conflictmap`."""

import sys

from conflictmap.cli import main

sys.exit(main())
