"""Lists of words and stems as patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEM = "*"


def any_word(words: Iterable[str]) -> str:
    r"""One pattern for any of the words, the longest first; behind a stem, which ends in "*", any letters may stand.

    >>> any_word(["troops", "seiz*", "air strike"])
    'air\\ strike|troops|seiz\\w*'
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word.removesuffix(_STEM)) + (r"\w*" if word.endswith(_STEM) else "") for word in ordered)
