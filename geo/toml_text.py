"""TOML that people write (decisions, opening states, columns, grades, sidecars), read within bounds.

Knows what the standard library's reader does not bound: nesting, which ends in its recursion; keys of very many parts,
for which it takes memory with the square of their number; and whole numbers of thousands of digits. Each is refused as
any other fault of the text is.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

LONGEST = 4 * 1024 * 1024
"""The most characters of a text, inclusive."""
MOST_PARTS = 256
"""The most parts of a key (`a.b.c` has three), inclusive: so many that no text of a string is taken for one."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")


def parse_toml(text: str) -> dict[str, Any]:
    """The table that a text holds.

    >>> parse_toml("day = 2021-08-10")
    {'day': datetime.date(2021, 8, 10)}

    Raises:
        tomllib.TOMLDecodeError: The text is no TOML, or is out of bounds.
    """
    if len(text) > LONGEST:
        message = f"longer than {LONGEST:,} characters"
        raise tomllib.TOMLDecodeError(message)
    if (found := _LONG_KEY.search(text)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        message = f"a key of more than {MOST_PARTS} parts (at line {line})"
        raise tomllib.TOMLDecodeError(message)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except RecursionError:
        message = "nested too deeply"
        raise tomllib.TOMLDecodeError(message) from None
    except ValueError as error:  # a number of too many digits
        raise tomllib.TOMLDecodeError(str(error)) from None
