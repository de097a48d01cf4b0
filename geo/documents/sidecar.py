"""The sidecar beside a file: title, published, source, url and language of a text that cannot carry them itself.

Knows `NAME.meta.toml` and `NAME.meta.json`, where NAME is the file's name with or without its suffix. A sidecar that
cannot be read is a problem; the file itself is still read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.documents.bytes_in import Undecodable, decode
from geo.documents.folder import SIDECAR_SUFFIXES, is_regular, shown_name, unreadable
from geo.errors import Problem, ProblemKind
from geo.toml_text import parse_toml

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 1_000_000
"""The longest sidecar, in bytes."""


def read_sidecar(path: Path, file: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """The fields of the sidecar of `path`, empty without one. `file` is the name of `path` for people.

    The full name goes before the bare one, TOML before JSON; the first that exists is read.
    """
    for name in dict.fromkeys((path.name, path.stem)):
        for suffix in SIDECAR_SUFFIXES:
            beside = path.with_name(name + suffix)
            if is_regular(beside):
                return _read(beside, file.removesuffix(shown_name(path.name)) + shown_name(beside.name))
    return {}, ()


def _read(beside: Path, file: str) -> tuple[dict[str, object], tuple[Problem, ...]]:
    try:
        with beside.open("rb") as stream:
            raw = stream.read(LONGEST + 1)
        if len(raw) > LONGEST:
            return {}, (_broken(file, f"it is longer than {LONGEST:,} bytes"),)
        text = decode(raw)
        fields = parse_toml(text) if beside.suffix == ".toml" else json.loads(text)
    except OSError as error:
        return {}, (unreadable(file, error),)
    except Undecodable as error:
        return {}, (Problem(kind=error.kind, message=error.message, file=file),)
    except (ValueError, RecursionError) as error:
        return {}, (_broken(file, " ".join(str(error).split())),)
    if not isinstance(fields, dict):
        return {}, (_broken(file, f"expected names and values, got {type(fields).__name__}"),)
    return fields, ()


def _broken(file: str, reason: str) -> Problem:
    message = f"The sidecar cannot be read ({reason}); the text is read without it."
    return Problem(kind=ProblemKind.BROKEN_FRONT_MATTER, message=message, file=file)
