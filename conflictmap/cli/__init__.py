"""The command line, a file a command; `conflictmap.cli.program` puts them together."""

from conflictmap.cli.failing import DONE, INTERNAL, INTERRUPTED, UNREAD, UNWRITTEN, USAGE
from conflictmap.cli.program import main

__all__ = ["DONE", "INTERNAL", "INTERRUPTED", "UNREAD", "UNWRITTEN", "USAGE", "main"]
