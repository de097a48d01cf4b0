"""The command line, a file a command; `conflictmap.cli.program` puts them together."""

from conflictmap.cli.program import DONE, INTERNAL, INTERRUPTED, UNREAD, USAGE, main

__all__ = ["DONE", "INTERNAL", "INTERRUPTED", "UNREAD", "USAGE", "main"]
