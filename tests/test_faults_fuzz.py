"""Made inputs by the hundred (`make slow`: by the ten thousand): nothing ends a run, hangs, or is lost unsaid."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from conflictmap import feed
from conflictmap.cli import INTERNAL, USAGE, main
from conflictmap.pipeline import extract_all
from geo import seam
from geo.documents.given import Given
from geo.errors import ConflictmapError, ProblemKind, UsageError
from geo.records import encode_line, problem_record
from maps.exports.checking import check_outputs
from maps.exports.folder_lock import LOCK_NAME
from maps.exports.together import JOURNAL_NAME, STAGE_NAME, write_together
from tests import fuzzing
from tests.test_faults_tables import MAPPING
from tests.test_outputs_unit import contents, runs_in

if TYPE_CHECKING:
    from pathlib import Path

SEED = int(os.environ.get("CONFLICTMAP_SEED", "17"))
FEW, MOST_SHEETS = 50, 2
"""Each sheet starts a process of its own: the suite reads so many of them, the long sweep all."""
LONGEST_S = 30.0
"""A piece that takes longer is a hang; the machine may be busy."""
OPENING: dict[str, object] = {
    "day": "2021-08-05",
    "unit": "provincial_capital",
    "denominator": 34,
    "source": {"title": "t", "url": "https://example.org", "note": "n"},
    "holders": {"AF-KDZ": "government", "AF-GHA": "government"},
}
COLUMNS: dict[str, object] = {
    "label": "Mine",
    "ledger": True,
    "columns": [
        {"name": "ID", "type": "text", "field": "id", "required": True},
        {"name": "When", "type": "day", "field": "date", "required": True},
        {"name": "What", "type": "text", "field": "event_code", "required": True},
        {"name": "lon", "type": "real", "field": "longitude"},
        {"name": "lat", "type": "real", "field": "latitude"},
    ],
    "tags": {"battle": "armed_clash"},
}


def count(short: int, long: int) -> list[object]:
    """How many are made: few in the suite, many in the long sweep; `CONFLICTMAP_FUZZ` multiplies the long one."""
    times = float(os.environ.get("CONFLICTMAP_FUZZ", "1"))
    return [short, pytest.param(int(long * times), marks=[pytest.mark.slow, pytest.mark.timeout(0)])]


@pytest.mark.parametrize("number", count(150, 50_000))
def test_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Each file gives a document or a problem; none fails in a way nobody thought of, and none hangs."""
    monkeypatch.setattr(seam, "WATCH_S", LONGEST_S)
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    unforeseen: list[str] = []
    for start in range(0, number, 50):
        folder = tmp_path / str(start)
        folder.mkdir()
        for each in range(start, min(start + 50, number)):
            name, content = fuzzing.document(maker, each)
            (folder / name).write_bytes(content)
        told: set[str] = set()
        for extraction, problems in extract_all([folder], given=Given(published=date(2021, 8, 10))):
            for problem in problems:
                encode_line(problem_record(problem)).encode("utf-8")
                told.add((problem.file or "").partition("/")[0])
                if problem.kind is ProblemKind.READING_FAILED:
                    unforeseen.append(f"{problem.file}: {problem.message}")
            if extraction is not None:
                told.add(str(extraction.document.file).partition("/")[0])
        for path in folder.iterdir():
            assert path.name in told, f"nothing is said of {path.name}"
            path.unlink()
    assert unforeseen == []


@pytest.mark.parametrize("number", count(40, 10_000))
def test_feed_files(tmp_path: Path, number: int) -> None:
    """A table is read, or its faults are named, or it is refused as misuse; rows kept and rejected add up."""
    mapping = tmp_path / "own.toml"
    mapping.write_text(MAPPING, "utf-8")
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    sheets = 0
    for each in range(number):
        name, content = fuzzing.table(maker, each)
        sheets += name.endswith(".xlsx")
        if number <= FEW and name.endswith(".xlsx") and sheets > MOST_SHEETS:
            continue
        path = tmp_path / name
        path.write_bytes(content)
        begun = time.monotonic()
        try:
            result = feed("csv", path, mapping=mapping)
        except ConflictmapError as error:
            assert isinstance(error, UsageError), name  # noqa: PT017 - which one is looked at
        else:
            assert ProblemKind.READING_FAILED not in {problem.kind for problem in result.problems}, name
            for file in result.outcome.feeds[0].files:
                left = file.rejected + file.outside_country + file.outside_period + file.fallen
                assert file.rows == file.kept + left, name
                assert file.rows == 0 or file.kept or result.problems, name
        assert time.monotonic() - begun < LONGEST_S, name
        path.unlink()


@pytest.mark.parametrize("number", count(40, 5_000))
def test_settings(tmp_path: Path, number: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Mappings and opening states of wrong types, keys and values are taken or refused, never a fault of ours."""
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    table = tmp_path / "a.csv"
    table.write_text("ID,When,What,lon,lat\nA1,2021-08-08,battle,68.8,36.7\n", "utf-8")
    article = tmp_path / "a.txt"
    article.write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    for each in range(number):
        is_opening = each % 2 == 0
        sound = OPENING if is_opening else COLUMNS
        path = tmp_path / "made.toml"
        made = fuzzing.settings(maker, sound)
        path.write_text("".join(f"{json.dumps(key)} = {fuzzing.toml(value)}\n" for key, value in made.items()), "utf-8")
        asked = ["feed", "csv", str(table), "--map", str(path), "-o", str(tmp_path / "out")]
        if is_opening:
            asked = ["control", str(article), "--published", "2021-08-10", "--opening", str(path)]
        status = main(asked)
        said = capsys.readouterr().err
        assert status != INTERNAL, path.read_text("utf-8") + said


@pytest.mark.parametrize("number", count(20, 2_000))
def test_installs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """Damaged archives, dumps and lines are refused with a sentence; what was installed before stays."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    square = [[[66, 33], [66.3, 33], [66.3, 33.3], [66, 33.3], [66, 33]]]
    sound: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"shapeName": f"D{each}"},
                "geometry": {"type": "Polygon", "coordinates": square},
            }
            for each in range(3)
        ],
    }
    dump = b"1\tKunduz\tKunduz\t\t36.7\t68.8\tP\tPPL\tAF\t\t24\t\t\t\t0\t\t400\tAsia/Kabul\t2020-01-01\n" * 5
    for each in range(number):
        if each % 2:
            path = tmp_path / "lines.geojson"
            path.write_bytes(fuzzing.damaged(maker, json.dumps(fuzzing.settings(maker, sound)).encode()))
            asked = ["boundaries", "install", "AFG", "admin2", "--file", str(path)]
        else:
            path = tmp_path / "AF.zip"
            path.write_bytes(fuzzing.damaged(maker, fuzzing.zipped(maker, {"AF.txt": fuzzing.damaged(maker, dump)})))
            asked = ["gazetteer", "install", "AF", "--file", str(path)]
        status = main(asked)
        said = capsys.readouterr().err
        assert status in {0, 1, USAGE}, f"{each}: {said}"


@pytest.mark.parametrize("number", count(6, 500))
def test_killed_writers_of_outputs(tmp_path: Path, number: int) -> None:
    """A writer that is killed at any moment leaves the files of one run, or a mixture that the check names."""
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    folder = tmp_path / "out"
    write_together(folder, contents("run"))
    for each in range(number):
        child = os.fork()
        if child == 0:  # pragma: no cover - the child
            for turn in range(10_000):
                write_together(folder, contents(f"run{each}-{turn}"))
            os._exit(0)
        time.sleep(maker.uniform(0.0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if len(runs_in(folder)) > 1:
            assert check_outputs(folder)
        write_together(folder, contents(f"after{each}"))
        assert runs_in(folder) == {f"after{each}"}
        assert check_outputs(folder) == ()
        assert not {LOCK_NAME, STAGE_NAME, JOURNAL_NAME} & {path.name for path in folder.iterdir()}
