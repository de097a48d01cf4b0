"""The files of a run are one unit: killed, on a full disk or side by side, the folder holds the files of one run."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import resource
import shutil
import signal
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap.cli import UNWRITTEN, USAGE, main
from geo.errors import OutputError, UsageError
from maps.exports import together
from maps.exports.checking import check_outputs
from maps.exports.folder_lock import LOCK_NAME, locked
from maps.exports.together import JOURNAL_NAME, STAGE_NAME, sum_of, write_together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = ("a.csv", "b.json", "map.html")


def contents(run: str, names: tuple[str, ...] = NAMES) -> dict[str, bytes]:
    """The files of a run, each with its name in it, and their manifest."""
    files = {name: f"{run} {name}".encode() * 50 for name in names}
    return {**files, "manifest.json": manifest(files)}


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A manifest as `map` writes it, as far as it counts here."""
    import hashlib  # noqa: PLC0415

    sums = {name: {"bytes": len(each), "sha256": hashlib.sha256(each).hexdigest()} for name, each in files.items()}
    return json.dumps({"outputs": sums}).encode()


def runs_in(folder: Path) -> set[str]:
    """Whose files stand in the folder."""
    return {(folder / name).read_bytes().split()[0].decode() for name in NAMES if (folder / name).exists()}


def names_in(folder: Path) -> set[str]:
    """The names in the folder."""
    return {each.name for each in folder.iterdir()}


def test_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    """No lock, no journal, no stage stays; the check finds nothing."""
    written = write_together(tmp_path / "out", contents("one"))
    assert [path.name for path in written] == [*NAMES, "manifest.json"]
    assert names_in(tmp_path / "out") == {*NAMES, "manifest.json"}
    assert check_outputs(tmp_path / "out") == ()


def test_what_the_last_run_wrote_and_this_one_does_not_goes(tmp_path: Path) -> None:
    """A file of ours that is still as we wrote it goes; one that was changed since, and other people's, stay."""
    write_together(tmp_path, contents("one", (*NAMES, "feed_counts.csv", "kept.csv")))
    (tmp_path / "kept.csv").write_text("mine now", "utf-8")
    (tmp_path / "notes.txt").write_text("other people's", "utf-8")
    write_together(tmp_path, contents("two"))
    assert names_in(tmp_path) == {*NAMES, "manifest.json", "kept.csv", "notes.txt"}
    assert check_outputs(tmp_path) == ()


class _KilledError(BaseException):
    """Stands for SIGKILL: nothing that would clean up runs."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Stop the writer at its `step`th call of the system that changes something; tells how many there were."""
    seen = 0

    def counted(honest: Callable[..., Any]) -> Callable[..., Any]:
        def call(*rest: Any, **options: Any) -> Any:  # noqa: ANN401
            nonlocal seen
            seen += 1
            if seen == step:
                raise _KilledError
            return honest(*rest, **options)

        return call

    path_type = type(Path())
    for name in ("replace", "unlink", "mkdir"):
        monkeypatch.setattr(path_type, name, counted(getattr(path_type, name)))
    monkeypatch.setattr(together, "_write", counted(together._write))
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # the dead clean nothing up
    return lambda: seen


def test_killed_at_any_step_the_next_run_finishes_or_rolls_back(tmp_path: Path) -> None:
    """At each step all files are of one run, or the check names the mixture; the next run leaves its own alone."""
    mixed = steps = 0
    for step in range(1, 40):
        folder = tmp_path / str(step)
        write_together(folder, contents("old", (*NAMES, "stale.csv")))
        with pytest.MonkeyPatch.context() as patch:
            count = killed_at(step, patch)
            try:
                write_together(folder, contents("new"))
            except _KilledError:
                pass
            else:
                assert count() < step
                steps = step - 1
                break
        is_mixed = len(runs_in(folder)) > 1
        mixed += is_mixed
        if is_mixed:
            assert check_outputs(folder)
        together.finish(folder)
        assert len(runs_in(folder)) == 1
        assert check_outputs(folder) == ()
        write_together(folder, contents("next"))
        assert names_in(folder) - {LOCK_NAME} == {*NAMES, "manifest.json"}
        assert check_outputs(folder) == ()
    assert steps > 10
    assert mixed > 1


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the space ends while files are staged, the old ones stand whole and nothing of the new is left."""
    write_together(tmp_path, contents("old"))
    honest = together._write
    for last in range(5):
        left = last

        def full(path: Path, content: bytes) -> None:
            nonlocal left
            if left == 0:
                path.write_bytes(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            left -= 1
            honest(path, content)

        monkeypatch.setattr(together, "_write", full)
        with pytest.raises(OutputError, match="no space left"):
            write_together(tmp_path, contents("new"))
        assert runs_in(tmp_path) == {"old"}
        assert names_in(tmp_path) == {*NAMES, "manifest.json"}
        assert check_outputs(tmp_path) == ()


def test_a_second_writer_waits_or_is_refused(tmp_path: Path) -> None:
    """While the lock is held nobody else writes; once its holder is gone, also by death, the next one has it."""
    held, second = locked(tmp_path), locked(tmp_path, wait_s=0.1)
    with held, pytest.raises(OutputError, match="another run"), second:
        pass
    write_together(tmp_path, contents("one"))
    child = os.fork()
    if child == 0:  # pragma: no cover - the child
        handle = os.open(tmp_path / LOCK_NAME, os.O_RDWR | os.O_CREAT)
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    write_together(tmp_path, contents("two"))
    assert runs_in(tmp_path) == {"two"}


def test_writers_side_by_side_never_mix(tmp_path: Path) -> None:
    """Eight processes that write at once leave the files of one of them."""
    children = []
    for number in range(8):
        child = os.fork()
        if child == 0:  # pragma: no cover - the child
            write_together(tmp_path, contents(f"run{number}"))
            os._exit(0)
        children.append(child)
    for child in children:
        assert os.waitpid(child, 0)[1] == 0
    assert len(runs_in(tmp_path)) == 1
    assert check_outputs(tmp_path) == ()


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_umask_is_obeyed(tmp_path: Path, mask: int, mode: int) -> None:
    """New files have the rights that the user's umask leaves, no more and no less."""
    before = os.umask(mask)
    try:
        paths = write_together(tmp_path / "out", contents("one"))
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {mode}


@pytest.mark.parametrize(
    "plan", ["{", '{"files": {"../x": "0"}, "gone": []}', '{"files": {}, "gone": ["/etc/x"]}', "[]"]
)
def test_a_journal_that_is_none_of_ours_moves_nothing(tmp_path: Path, plan: str) -> None:
    """A damaged journal, and one that names files outside of the folder, is no plan."""
    write_together(tmp_path / "out", contents("one"))
    (tmp_path / "x").write_text("stays", "utf-8")
    (tmp_path / "out" / JOURNAL_NAME).write_text(plan, "utf-8")
    write_together(tmp_path / "out", contents("two"))
    assert (tmp_path / "x").read_text("utf-8") == "stays"
    assert names_in(tmp_path / "out") == {*NAMES, "manifest.json"}


def test_the_check_names_what_is_missing_changed_or_half_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each by its file; exit status 1; a folder of another kind is wrong usage."""
    write_together(tmp_path, contents("one"))
    assert main(["outputs", "check", str(tmp_path)]) == 0
    (tmp_path / "a.csv").unlink()
    (tmp_path / "b.json").write_bytes(b"other")
    (tmp_path / STAGE_NAME).mkdir()
    assert main(["outputs", "check", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "a.csv: is missing" in said
    assert "b.json: is not the file" in said
    assert STAGE_NAME in said
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        check_outputs(tmp_path / "empty")
    assert main(["outputs", "check", str(tmp_path / "empty")]) == USAGE


# --- the machine's faults


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """One dispatch."""
    path = tmp_path / "in.txt"
    path.write_text("The Taliban captured Ghazni on Sunday, residents said.", "utf-8")
    return path


@pytest.mark.parametrize("command", ["map", "gpkg", "parquet", "kml", "csv", "fgb", "parts", "locate"])
def test_files_beyond_a_limit_are_named_as_the_machines_fault(
    tmp_path: Path, source: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files (and so a full disk) gives 73 and names the place; nothing half is left."""
    out = tmp_path / "out"
    points = tmp_path / "points.csv"
    points.write_text("lon,lat\n" + "69.1,34.5\n" * 5000, "utf-8")
    asked = {
        "map": ["map", str(source), "-o", str(out), "--published", "2021-08-10"],
        "parts": ["extract", str(source), "-o", str(out), "--published", "2021-08-10"],
        "locate": ["locate", str(points), "-o", str(tmp_path / "out.csv")],
    }.get(command, ["export", str(source), "-o", str(tmp_path / f"out.{command}"), "--published", "2021-08-10"])
    limit = 100 if command in {"parts", "csv"} else 1000
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        status = main(asked)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    said = capsys.readouterr().err
    assert status == UNWRITTEN, said
    assert "can be written" in said
    assert "fault is ours" not in said
    left = [each for each in tmp_path.rglob("*") if each.is_file() and each not in {source, points}]
    assert [each for each in left if each.suffix not in {".json", ".jsonl"}] == []


def test_a_folder_where_a_file_should_be(tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is named, and the other files stand as they were."""
    out = tmp_path / "out"
    assert main(["map", str(source), "-o", str(out), "--published", "2021-08-10"]) == 0
    before = sum_of(out / "control.csv")
    (out / "map.html").unlink()
    (out / "map.html").mkdir()
    assert main(["map", str(source), "-o", str(out), "--published", "2021-08-11"]) == UNWRITTEN
    assert "map.html" in capsys.readouterr().err
    assert sum_of(out / "control.csv") == before


def test_a_folder_that_may_not_be_written_to_is_said_before_the_reading(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system's word counts, also where root would be let in."""
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    assert main(["map", str(source), "-o", str(tmp_path), "--published", "2021-08-10"]) == UNWRITTEN
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110 - no path of ours
def test_standard_output_that_is_full_is_no_fault_of_ours(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be printed gives 73 and a sentence."""
    full = open("/dev/full", "w")  # noqa: PTH123, SIM115 - as above; it is closed below
    monkeypatch.setattr(sys, "stdout", full)
    status = main(["extract", str(source), "--published", "2021-08-10"])
    with suppress(OSError):
        full.close()
    assert status == UNWRITTEN
    assert "standard output" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["nowhere", "loop"])
def test_a_link_that_leads_nowhere_is_no_folder_to_write_to(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of each command that writes: named, and nothing is written beside it."""
    (tmp_path / "a.txt").write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    (tmp_path / "points.csv").write_text("longitude,latitude\n68.8,36.7\n", "utf-8")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / ("link" if kind == "loop" else "none"))
    before = sorted(tmp_path.iterdir())
    article = [str(tmp_path / "a.txt"), "--published", "2021-08-10"]
    for target in (str(link), str(link / "inside")):
        assert main(["map", *article, "-o", target]) == USAGE
        assert "leads nowhere" in capsys.readouterr().err
        assert main(["export", *article, "-o", target, "--format", "csv"]) in {USAGE, UNWRITTEN}
        assert main(["locate", str(tmp_path / "points.csv"), "-o", target]) in {USAGE, UNWRITTEN}
        assert "fault is ours" not in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before
    with pytest.raises(OutputError):
        write_together(link, contents("a"))


def test_points_are_not_overwritten_by_another_name_of_theirs(tmp_path: Path) -> None:
    """A link to the file is the file."""
    points = tmp_path / "points.csv"
    points.write_text("longitude,latitude\n68.8,36.7\n", "utf-8")
    (tmp_path / "link.csv").symlink_to(points)
    for target in (points, tmp_path / "link.csv", tmp_path / "." / "points.csv"):
        assert main(["locate", str(points), "-o", str(target)]) == USAGE
    assert points.read_text("utf-8") == "longitude,latitude\n68.8,36.7\n"
