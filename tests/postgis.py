"""Finds a PostgreSQL with PostGIS for the database tests, installs one where `make test` finds none, and runs it.

Knows where Debian and others put the programs, and how to run a server of one's own: in a folder of its own, on a
socket in that folder and no network, as an unprivileged user where the tests run as root. Ends only what it started.
Refuses to fail a run without one: the tests are then skipped, and the reason is said in plain words. Run by make as
`python -m tests.postgis`.
"""

import functools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.commands import is_root, run_quietly

PROGRAMS_VARIABLE = "CONFLICTMAP_POSTGRES"
PACKAGE = "postgresql-postgis"
START_SECONDS = 60
NO_POSTGIS = (
    f"no PostgreSQL with PostGIS found: set {PROGRAMS_VARIABLE} to the folder of its programs, or run `make test`, "
    "which installs one where it can"
)
QUICK = ["-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
"""A socket and no network; what is lost with the machine is of no value here."""
OWNER = "keeper"
GUEST, GUEST_PASSWORD = "guest", "tulip-&%/secret"
"""A role that must name its password and may make no schema; what it says must never be shown."""


@dataclass(frozen=True)
class Server:
    """A running server: where its socket is."""

    socket: Path

    def url(self, database: str, *, user: str = OWNER) -> str:
        """The address of one of its databases."""
        return f"postgresql://{user}@/{database}?host={self.socket}"


@functools.cache
def find_programs() -> Path | None:
    """Return the folder of the first PostgreSQL that has PostGIS, or None; the newest first.

    Raises:
        FileNotFoundError: CONFLICTMAP_POSTGRES is set and names no such folder.
    """
    named = os.environ.get(PROGRAMS_VARIABLE)
    if named:
        if not _is_complete(Path(named)):
            message = f"Expected {PROGRAMS_VARIABLE} to name the programs of a PostgreSQL with PostGIS, got {named}"
            raise FileNotFoundError(message)
        return Path(named)
    return next((folder for folder in _candidates() if _is_complete(folder)), None)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """Run a server in a folder of its own, with the database `template` that has PostGIS; end it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="cm-pg-"))
    try:
        _make_cluster(programs, folder)
        command: list[str | Path] = [*_bound(), programs / "postgres", "-D", folder / "data", "-k", folder, *QUICK]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, **_as_user()
            )
        try:
            server = Server(folder)
            _wait(programs, server, process)
            _prepare(programs, server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # "fast": it closes what is open and stops
            try:
                process.wait(START_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def install_postgis() -> list[str]:
    """Try to install one as root on Debian by apt; return why it failed, or an empty list."""
    if not (is_root() and shutil.which("apt-get")):
        return ["apt-get: needs root on Debian"]
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", PACKAGE],
    ):
        if said := run_quietly(command):
            return [f"apt-get install {PACKAGE}: {said}"]
    find_programs.cache_clear()
    return [] if find_programs() else [f"apt-get install {PACKAGE}: done, but no PostGIS is there"]


def main() -> int:
    """Say which PostgreSQL the tests will use, or what is skipped and why; never fails the run."""
    failures = [] if find_programs() else install_postgis()
    programs = find_programs()
    if programs:
        sys.stdout.write(f"Database tests use {programs}\n")
    else:
        reasons = "".join(f"  {failure}\n" for failure in failures)
        sys.stdout.write(f"Database tests (-m postgis) are skipped: {NO_POSTGIS}\n{reasons}")
    return 0


def _candidates() -> Iterator[Path]:
    for each in ("postgres", "pg_ctl"):
        if found := shutil.which(each):
            yield Path(found).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    yield from sorted(Path("/usr").glob("pgsql-*/bin"), key=str, reverse=True)


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


def _is_complete(folder: Path) -> bool:
    """Whether the programs are there and their extensions have PostGIS."""
    if not all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb", "psql")):
        return False
    version = folder.parent.name
    shares = [folder.parent / "share", folder.parent / "share" / "postgresql", Path("/usr/share/postgresql") / version]
    return any((share / "extension" / "postgis.control").is_file() for share in shares)


def _make_cluster(programs: Path, folder: Path) -> None:
    if is_root():
        os.chown(folder, *_user())
    made = ["-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    _checked([programs / "initdb", "-D", folder / "data", *made], folder)
    rules = folder / "data" / "pg_hba.conf"
    rules.write_text(f"local all {GUEST} scram-sha-256\n" + rules.read_text("utf-8"), "utf-8")


def _prepare(programs: Path, server: Server) -> None:
    """Make the guest, and a database with PostGIS to copy from: an extension takes a second to make."""
    guest = f"CREATE ROLE {GUEST} LOGIN PASSWORD '{GUEST_PASSWORD}'"
    for database, words in (
        ("postgres", guest),
        ("postgres", "CREATE DATABASE template"),
        ("template", "CREATE EXTENSION postgis"),
    ):
        _checked(
            [programs / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", words, server.url(database)], server.socket
        )


def _wait(programs: Path, server: Server, process: subprocess.Popen[Any]) -> None:
    end = time.monotonic() + START_SECONDS
    while run_quietly([str(programs / "psql"), "-X", "-q", "-c", "SELECT 1", server.url("postgres")]):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError((server.socket / "log").read_text("utf-8", "replace")[-2000:])
        time.sleep(0.1)


def _checked(command: list[str | Path], folder: Path) -> None:
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **_as_user())
    if ran.returncode:
        message = f"{command[0]}: {ran.stderr[-2000:]}"
        raise RuntimeError(message)


def _bound() -> list[str]:
    """What ends the server with the process that started it, even where that one is killed; Linux alone has it."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv and sys.platform == "linux" else []


def _as_user() -> dict[str, Any]:
    """For `subprocess`: as whom to run. PostgreSQL refuses root."""
    if not is_root():
        return {}
    user, group = _user()
    return {"user": user, "group": group, "extra_groups": []}


@functools.cache
def _user() -> tuple[int, int]:
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    message = "Expected a user postgres or nobody to run PostgreSQL as, got neither"
    raise LookupError(message)


if __name__ == "__main__":
    raise SystemExit(main())
