"""Decisions of people: read from files, matched to what they are about, applied before settling, and what needs eyes.

Stands on the records, the gazetteer and the codes of events; nothing of the library stands on it: the ledger's file is
handed `apply_decisions` by who opens it.
"""

from geo.review.applying import apply_decisions
from geo.review.files import DecisionFile, read_decisions_file, write_decisions
from geo.review.naming import corrections_of, unused_names
from geo.review.queue import QueueItem, review_queue

__all__ = [
    "DecisionFile",
    "QueueItem",
    "apply_decisions",
    "corrections_of",
    "read_decisions_file",
    "review_queue",
    "unused_names",
    "write_decisions",
]
