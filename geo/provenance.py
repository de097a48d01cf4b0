"""By what a document was read: the reader, the language pack and the country pack, each with version and sum.

Ground floor: a record, kept in the ledger beside what the document says. Two equal records read alike.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A reader, or a pack of tables that it reads by: its name, its version, and a sha256 of what it is made of."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """By what a document was read. `settings` are what else the reading depends on, as names and values."""

    reader: Pack
    language: Pack
    country: Pack
    settings: tuple[tuple[str, str], ...] = ()


_OLD = Pack(name="not recorded", version="", sha256="")
NOT_RECORDED = ReadBy(reader=_OLD, language=_OLD, country=_OLD)
"""What stands beside documents that were added before the ledger kept their reader."""
