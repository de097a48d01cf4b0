"""What a user installed beyond the bundled data: where it stands, how it gets there whole, and what came from where.

Knows the user's data folder (`XDG_DATA_HOME/conflictmap`), the switch that shuts it off, the cache folder, and the
receipt (`SOURCES.toml`) of each installed set. Refuses to know what the files of a set mean. A set is built in a folder
beside its place and moved there by one rename, so that a reader meets the old one or the new one and never a half.

Every command asks it whether there is something to read, so what only an installation needs is loaded there.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import OutputError, ReferenceDataError, UsageError
from geo.writing import writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SWITCH = "CONFLICTMAP_INSTALLED"
"""Set to `none`, nothing that was installed is read: the bundled data alone answer."""

RECEIPT_NAME = "SOURCES.toml"
BUNDLED_ONLY = "none"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What an installed set was made from.

    `sha256` is that of the source file as it came; `day` the ISO day of the installation; `files` maps each file of
    the set to its own sum; `counts` are rows by what became of them. `notes` are sentences for a person.
    """

    title: str
    source: str
    sha256: str
    licence: str
    attribution: str
    day: str
    year: str | None = None
    files: Mapping[str, str]
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """One sum over the files of the set: two machines with the same digest answer alike."""
        import hashlib  # noqa: PLC0415

        joined = "\n".join(f"{name} {self.files[name]}" for name in sorted(self.files))
        return hashlib.sha256(joined.encode()).hexdigest()


def user_folder() -> Path:
    """Return the user's data folder, which need not exist: `XDG_DATA_HOME/conflictmap`, else the system's own place.

    A relative XDG_DATA_HOME counts as not set, as its specification wants.
    """
    return _user_folder(*map(os.environ.get, ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME", "USERPROFILE")))


@lru_cache(maxsize=8)
def _user_folder(named: str | None, local: str | None, *_homes: str | None) -> Path:
    """The folder by the variables that decide it; every text that is read asks for it."""
    if named and Path(named).is_absolute():
        return Path(named) / "conflictmap"
    if os.name == "nt" and local:
        return Path(local) / "conflictmap"
    return Path.home() / ".local" / "share" / "conflictmap"


def cache_folder() -> Path:
    """Return the user's cache folder, which need not exist: `XDG_CACHE_HOME/conflictmap`, else below `~/.cache`.

    What stands there can be deleted at any time. A relative XDG_CACHE_HOME counts as not set.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    home = Path(named) if named and Path(named).is_absolute() else Path.home() / ".cache"
    return home / "conflictmap"


def reads_installed() -> bool:
    """Return whether installed sets are read at all (see `SWITCH`).

    Raises:
        UsageError: The switch holds something else than `none`.
    """
    value = os.environ.get(SWITCH, "")
    if value not in {"", BUNDLED_ONLY}:
        expected = f"{SWITCH} to be unset or {BUNDLED_ONLY!r}"
        raise UsageError(expected, repr(value))
    return not value


@contextmanager
def bundled_only() -> Iterator[None]:
    """Shut off what is installed for the time of a block; for the whole process, not for one thread."""
    before = os.environ.get(SWITCH)
    os.environ[SWITCH] = BUNDLED_ONLY
    try:
        yield
    finally:
        if before is None:
            del os.environ[SWITCH]
        else:
            os.environ[SWITCH] = before


def installed_sets(kind: str) -> tuple[Path, ...]:
    """Return the folders of all installed sets of a kind ("gazetteer", "boundaries"), by name; none if shut off."""
    return _sets(kind) if reads_installed() else ()


def all_sets(kind: str) -> tuple[Path, ...]:
    """Return the folders of all installed sets of a kind, whether they are read or not."""
    return _sets(kind)


def _sets(kind: str) -> tuple[Path, ...]:
    try:
        with os.scandir(user_folder() / kind) as entries:
            found = [Path(each.path) for each in entries if not each.name.startswith(".")]
    except OSError:
        return ()
    return tuple(sorted(folder for folder in found if (folder / RECEIPT_NAME).is_file()))


@contextmanager
def building(kind: str, name: str) -> Iterator[Path]:
    """Yield an empty folder to build a set in; at the end of the block it takes the place of the set, whole.

    If the block raises, the folder goes away and the set that stood there stays.
    """
    import shutil  # noqa: PLC0415
    import uuid  # noqa: PLC0415

    parent = user_folder() / kind
    work = parent / f".{name}.{uuid.uuid4().hex}"  # with the rights that the umask leaves
    try:
        parent.mkdir(parents=True, exist_ok=True)
        work.mkdir()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        expected = f"a data folder that can be written at {str(parent)!r}"
        raise OutputError(expected, reason, "Set XDG_DATA_HOME to a folder that can be written.") from error
    try:
        yield work
        with writing(parent / name):
            _take_place(work, parent / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _take_place(work: Path, target: Path) -> None:
    import shutil  # noqa: PLC0415

    old = work.with_name(f"{work.name}.old")
    if target.exists():
        target.rename(old)
    try:
        work.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def remove_set(kind: str, name: str) -> bool:
    """Remove an installed set; return whether there was one."""
    folder = next((each for each in all_sets(kind) if each.name == name), None)
    if folder is None:
        return False
    import shutil  # noqa: PLC0415

    shutil.rmtree(folder)
    return True


def file_sum(path: Path) -> str:
    """Return the sha256 of a file."""
    import hashlib  # noqa: PLC0415

    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def write_receipt(folder: Path, receipt: Receipt) -> None:
    """Write `SOURCES.toml` into the folder of a set."""
    lines = [
        "# What this folder was made from. Written by conflictmap; remove the folder to undo the installation.",
        "",
    ]
    fields = {name: getattr(receipt, name) for name in ("title", "source", "sha256", "licence", "attribution", "day")}
    if receipt.year:
        fields["year"] = receipt.year
    lines += [f"{name} = {_quoted(value)}" for name, value in fields.items()]
    lines.append(f"notes = [{', '.join(map(_quoted, receipt.notes))}]")
    lines += ["", "[counts]", *(f"{_quoted(name)} = {count}" for name, count in receipt.counts.items())]
    lines += ["", "[files]", *(f"{_quoted(name)} = {_quoted(value)}" for name, value in receipt.files.items())]
    (folder / RECEIPT_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_receipt(folder: Path) -> Receipt:
    """Read the receipt of an installed set.

    Raises:
        ReferenceDataError: It is missing or is no receipt.
    """
    import tomllib  # noqa: PLC0415

    try:
        found = tomllib.loads((folder / RECEIPT_NAME).read_text(encoding="utf-8"))
        notes = tuple(found.pop("notes", ()))
        return Receipt(**found, notes=notes)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        hint = f"Remove the folder {folder.name} or install it again."
        expected = f"the receipt of {folder.name}"
        raise ReferenceDataError(expected, repr(error), hint) from error


def _quoted(value: str) -> str:
    import json  # noqa: PLC0415

    # A JSON string is a TOML basic string, but for the one control character that JSON lets stand.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
