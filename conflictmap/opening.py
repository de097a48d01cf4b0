"""Which opening state a run starts from: the one named, the one that lies beside the documents, or none.

Knows the option's three forms and that an opening may not be younger than the documents. Refuses to read the file
itself: that is the ledger's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.ledger import check_opening, read_opening
from geo.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.ledger import Opening
    from geo.model import Document

OPENING_NAME = "opening.toml"
NO_OPENING = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningChoice:
    """The opening state of a run, or that there is none. `name` is the file's name without its folder."""

    opening: Opening | None = None
    name: str | None = None
    sha256: str | None = None

    @property
    def day(self) -> date | None:
        """The day at whose end the state held."""
        return self.opening.day if self.opening else None

    @property
    def note(self) -> Wording:
        """Where the opening state comes from, in a sentence of each language."""
        if self.opening is None:
            return Wording.of("opening.none")
        return Wording.of("opening.state_of", day=self.opening.day, title=self.opening.source_title)

    def kept_by(self, opening: Opening | None) -> OpeningChoice:
        """The choice of a run that adds to a ledger: the opening state with which that was begun."""
        return self if self.opening is not None or opening is None else OpeningChoice(opening=opening)

    def check_against(self, documents: Iterable[Document]) -> None:
        """See that the opening is not dated after the first document.

        Raises:
            OpeningError: It is.
        """
        days = [document.published for document in documents if document.published is not None]
        if self.opening is not None:
            check_opening(self.opening, min(days, default=None))


def choose_opening(sources: Sequence[str | Path], named: Path | str | None) -> OpeningChoice:
    """The opening state for these sources.

    `named` is a file, "none", or None: then the `opening.toml` that lies directly in one of the source folders is
    taken.

    Raises:
        UsageError: The file is not there, or two source folders bring one each.
        OpeningError: The file contradicts itself.
    """
    if named is not None and str(named) == NO_OPENING:
        return OpeningChoice()
    if named is not None:
        path = Path(named)
        if not path.is_file():
            raise UsageError(
                "a file with an opening state, or none", repr(str(named)), "See seeds/opening.toml for one."
            )
        return _read(path)
    found = list(dict.fromkeys(path.resolve() for source in sources if (path := Path(source) / OPENING_NAME).is_file()))
    if len(found) > 1:
        names = " and ".join(str(path) for path in found)
        expected = f"one {OPENING_NAME}"
        raise UsageError(expected, names, "Name the one that counts with --opening FILE.")
    return _read(found[0]) if found else OpeningChoice()


def _read(path: Path) -> OpeningChoice:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return OpeningChoice(opening=read_opening(path), name=path.name, sha256=digest)
