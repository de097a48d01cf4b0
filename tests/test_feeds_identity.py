"""Each id once, in its latest version, and none that was deleted: against the plainest way to say so."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ProblemKind
from geo.feeds.catalogue import known_feed
from geo.feeds.identity import Identities, id_keys
from geo.feeds.reading import gather
from geo.feeds.scope import Scope
from geo.places.provinces import default_provinces
from tests.feed_files import acled, columns, text, write
from tests.test_feeds_files import read, told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.feed_files import Row

_IDS = st.one_of(
    st.sampled_from(["AFG1", "AFG2", "AFG10", "AFG01", "1", "01", "2", "x", "AFG", "ÄFG1", "IRN1"]),
    st.text(min_size=1, max_size=20),
)


@given(st.lists(_IDS, min_size=2, max_size=40))
def test_keys_tell_ids_apart(ids: list[str]) -> None:
    """Two ids have one key where they are the same text, and a key does not depend on the company."""
    keys = id_keys(pa.array(ids)).tolist()
    assert len(set(keys)) == len(set(ids))
    assert keys == [int(id_keys(pa.array([each]))[0]) for each in ids]


_ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["AFG1", "AFG2", "9"]), st.one_of(st.none(), st.integers(1, 4))),
    max_size=25,
)


@given(_ROWS)
def test_the_latest_version_stands(rows: list[tuple[int, str, int | None]]) -> None:
    """Of each id one row stands: the last recorded, else of the last file, else the first; the rest has a reason."""
    ordered = sorted(rows, key=lambda each: each[0])
    identities = Identities()
    placed = []
    for number, (file, name, second) in enumerate(ordered, 1):
        instant = None if second is None else datetime.fromtimestamp(second, UTC)
        identities.add(file, pa.array([name]), pa.array([instant], pa.timestamp("us", "UTC")), np.array([number]))
        placed.append((file, name, second, number))
    dead = identities.dead()
    fallen = {(file, row) for file in range(3) for each in dead.rows(file).values() for row in each.tolist()}
    for name in {each[1] for each in placed}:
        mine = [each for each in placed if each[1] == name]
        best = mine[0]
        for each in mine[1:]:
            newer = (each[2] or 0) > (best[2] or 0)
            if newer or (each[2] is None and best[2] is None and each[0] > best[0]):
                best = each
        assert [(f, n) for f, _, _, n in mine if (f, n) not in fallen] == [(best[0], best[3])]


def test_a_later_file_replaces_by_id(tmp_path: Path) -> None:
    """The row that was recorded later counts, in whichever order the files come; the other is named."""
    old = write(tmp_path / "old.csv", "acled", [acled(1, fatalities=1), acled(2)])
    new = write(tmp_path / "new.csv", "acled", [acled(1, fatalities=9, timestamp=1_700_000_000)])
    for files in ([old, new], [new, old]):
        found = gather(known_feed("acled"), [(path, path.name) for path in files], default_provinces(), Scope())
        assert sorted(each[5] for each in told(found)) == [3, 9]
        assert [(each.kind, each.file, each.line) for each in found.problems] == [
            (ProblemKind.SUPERSEDED_ROW, "old.csv", 1)
        ]
        assert found.counts["rows"].to_pylist() == [2]


def test_a_duplicate_counts_once(tmp_path: Path) -> None:
    """A row that stands twice in a file counts once, and the second is named."""
    found = read(write(tmp_path / "a.csv", "acled", [acled(1), acled(2), acled(1)]))
    assert [(each.kind, each.line) for each in found.problems] == [(ProblemKind.DUPLICATE_ROW, 3)]
    assert (found.kept, found.files[0].fallen) == (2, 1)


def test_deleted_ids_are_taken_out(tmp_path: Path) -> None:
    """The feed's list of deleted ids takes rows out, but for one that was recorded again after its deletion."""
    rows = [acled(1), acled(2), acled(3, timestamp=1_800_000_000)]
    path, gone = write(tmp_path / "a.csv", "acled", rows), tmp_path / "deleted.csv"
    names = ["event_id_cnty", "deleted_timestamp"]
    lines = [{"event_id_cnty": f"AFG{n}", "deleted_timestamp": 1_700_000_000} for n in (1, 3, 7)]
    gone.write_text(text(names, lines), encoding="utf-8")
    files = [(path, path.name), (gone, gone.name)]
    found = gather(known_feed("acled"), files, default_provinces(), Scope())
    assert [each[1] for each in told(found)] == ["AFG2", "AFG3"]
    assert [(each.kind, each.line) for each in found.problems] == [(ProblemKind.DELETED_ROW, 1)]
    assert len(columns("acled")) == 31


def _packed(path: Path, members: dict[str, list[Row]]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in members.items():
            archive.writestr(name, text(columns("acled"), rows))
    return path


def test_a_dead_row_hides_none_of_another_member(tmp_path: Path) -> None:
    """Row 2 of one member is superseded; row 2 of the other, which has the same number, stands and is drawn."""
    again = acled(2, fatalities=9, timestamp=1_700_000_000)
    members = {"one.csv": [acled(1), acled(2)], "two.csv": [acled(3), acled(4), again]}
    found = read(_packed(tmp_path / "a.zip", members))
    assert sorted(each[1] for each in told(found)) == ["AFG1", "AFG2", "AFG3", "AFG4"]
    assert [(each.kind, each.file, each.line) for each in found.problems] == [
        (ProblemKind.SUPERSEDED_ROW, "a.zip/one.csv", 2)
    ]
    assert [(each.name, each.kept, each.fallen) for each in found.files] == [
        ("a.zip/one.csv", 1, 1),
        ("a.zip/two.csv", 3, 0),
    ]


def test_a_deleted_row_hides_none_of_another_member(tmp_path: Path) -> None:
    """A deletion takes one row of one member out, and the evidence of each other row names archive and member."""
    path, gone = _packed(tmp_path / "a.zip", {"one.csv": [acled(1)], "two.csv": [acled(2)]}), tmp_path / "gone.csv"
    names = ["event_id_cnty", "deleted_timestamp"]
    gone.write_text(text(names, [{"event_id_cnty": "AFG1", "deleted_timestamp": 1_700_000_000}]), encoding="utf-8")
    files = [(path, path.name), (gone, gone.name)]
    found = gather(known_feed("acled"), files, default_provinces(), Scope())
    assert found.drawn is not None
    rows = [(each["evidence_file"], each["evidence_row"], each["evidence_id"]) for each in found.drawn.to_pylist()]
    assert rows == [("a.zip/two.csv", 1, "AFG2")]


def test_an_id_twice_within_an_archive_counts_once(tmp_path: Path) -> None:
    """An archive is one file: of two members with the same version of a row, the first one's counts."""
    found = read(_packed(tmp_path / "a.zip", {"one.csv": [acled(1)], "two.csv": [acled(2), acled(1)]}))
    assert sorted(each[1] for each in told(found)) == ["AFG1", "AFG2"]
    assert [(each.kind, each.file, each.line) for each in found.problems] == [
        (ProblemKind.DUPLICATE_ROW, "a.zip/two.csv", 2)
    ]
