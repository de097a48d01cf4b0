"""The built-in reader of sentences: tokens, phrases, clauses, roles, modes. Deterministic, without a model."""

from geo.reading.clauses.reader import ClauseReader

__all__ = ["ClauseReader"]
