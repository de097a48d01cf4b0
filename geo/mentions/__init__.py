"""Where a known name stands in a text, and in what role."""

from geo.mentions.context import find_mentions
from geo.mentions.scan import Scanner, default_scanner

__all__ = ["Scanner", "default_scanner", "find_mentions"]
