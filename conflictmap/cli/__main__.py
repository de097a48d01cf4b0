"""`python -m conflictmap.cli` is the same as `conflictmap`."""

import sys

from conflictmap.cli.program import main

sys.exit(main())
