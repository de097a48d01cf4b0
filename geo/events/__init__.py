"""What happened, to whom, when, and is it asserted."""

from geo.events.tag import tag

__all__ = ["tag"]
