"""Finds a Firefox for the tests of the page, installs one where it can, and drives it by its own protocol.

Knows Marionette, which every Firefox speaks on a loopback port of its choice: a message is its length, a colon and
JSON. Refuses to fail a run without a Firefox: its tests are then skipped, and the reason is said in plain words.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import socket
import subprocess
import time
from typing import IO, TYPE_CHECKING, Any, Self

from tests.commands import is_root, run_quietly

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

FIREFOX_VARIABLE = "CONFLICTMAP_FIREFOX"
NAMES_ON_PATH = ("firefox-esr", "firefox")
NO_FIREFOX = f"no Firefox found: set {FIREFOX_VARIABLE} to one, or run `make test`, which installs one where it can"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE_S = 60.0
_PREFERENCES = {
    "marionette.port": 0,  # one that is free; its number is written into the profile
    "app.update.enabled": False,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "toolkit.telemetry.enabled": False,
}
_OFFLINE = "Services.io.offline = true; Services.console.reset();"
_ERRORS = """
    const scripts = Services.console.getMessageArray().filter((each) => each instanceof Ci.nsIScriptError);
    const thrown = scripts.filter((each) => each.sourceName.startsWith("file:")).map((each) => each.errorMessage);
    const written = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage).getEvents();
    const said = written.filter((each) => each.level === "error" && each.filename.startsWith("file:"));
    return [...thrown, ...said.map((each) => each.arguments.join(" "))];
"""


@functools.cache
def find_firefox() -> str | None:
    """The first Firefox that starts, or None: the one that CONFLICTMAP_FIREFOX names, else firefox-esr, firefox.

    Raises:
        FileNotFoundError: CONFLICTMAP_FIREFOX is set and does not name a browser that starts.
    """
    named = os.environ.get(FIREFOX_VARIABLE)
    if named:
        if not _starts(named):
            message = f"Expected {FIREFOX_VARIABLE} to name a Firefox that starts, got {named}"
            raise FileNotFoundError(message)
        return named
    found = filter(None, map(shutil.which, NAMES_ON_PATH))
    return next((each for each in found if _starts(each)), None)


def install_firefox() -> str | None:
    """Try to install Firefox, as root on Debian by apt; return why that failed, or None."""
    if not (is_root() and shutil.which("apt-get")):
        return "apt-get: needs root on Debian"
    commands = [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "firefox-esr"],
    ]
    failure = next((said for said in map(run_quietly, commands) if said), None)
    find_firefox.cache_clear()
    if find_firefox() is not None:
        return None
    return f"apt-get install firefox-esr: {failure or 'done, but the browser does not start'}"


def _starts(path: str) -> bool:
    return os.access(path, os.X_OK) and run_quietly([path, "--version"], seconds=30) is None


class Firefox:
    """A headless Firefox without a network, with a profile of its own in `folder`; ends with its `with` block."""

    def __init__(self, program: str, folder: Path) -> None:
        """Start it and wait until it listens."""
        self._folder = folder
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (folder / "user.js").write_text("".join(lines), encoding="utf-8")
        switches = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        self._process = subprocess.Popen(
            [program, *switches, "--width", "1280", "--height", "885", "--profile", str(folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        )
        self._number = 0
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port()), timeout=_PATIENCE_S)
            self._stream: IO[bytes] = self._socket.makefile("rb")
            self._read()  # how it greets
            self._call("WebDriver:NewSession")
            self._in_chrome(_OFFLINE)
        except BaseException:
            self._process.kill()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the browser."""
        self._socket.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def visit(self, address: str) -> None:
        """Open a page and wait until all of it is drawn and its texts are read."""
        self._call("WebDriver:Navigate", url="about:blank")
        self._call("WebDriver:Navigate", url=address)
        self.wait("document.documentElement.dataset.texts !== undefined")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - JSON
        """The value of an expression in the page."""
        return self._call("WebDriver:ExecuteScript", script=f"return {expression}", args=[])["value"]

    def wait(self, expression: str) -> None:
        """Wait until an expression is true in the page.

        Raises:
            TimeoutError: it is not true within a minute.
        """
        self._until(lambda: self.evaluate(f"Boolean({expression})"), expression)

    def text(self, selector: str) -> str:
        """The text of the first element of that kind."""
        return str(self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText"))

    def click(self, selector: str) -> None:
        """Press the first element of that kind with the mouse."""
        self._call("WebDriver:ElementClick", id=self._element(selector))

    def type(self, selector: str, keys: str) -> None:
        """Type into an element; keys without a letter by their code of WebDriver, as U+E014 for the right arrow."""
        self._call("WebDriver:ElementSendKeys", id=self._element(selector), text=keys)

    def errors(self) -> list[str]:
        """What pages from files threw or wrote to the console as an error."""
        return [str(each) for each in self._in_chrome(_ERRORS)]

    def _element(self, selector: str) -> str:
        return str(self._call("WebDriver:FindElement", using="css selector", value=selector)["value"][_ELEMENT])

    def _in_chrome(self, script: str) -> Any:  # noqa: ANN401 - JSON
        self._call("Marionette:SetContext", value="chrome")
        found = self._call("WebDriver:ExecuteScript", script=script, args=[])["value"]
        self._call("Marionette:SetContext", value="content")
        return found

    def _port(self) -> int:
        path = self._folder / "MarionetteActivePort"
        self._until(lambda: path.is_file() and path.read_text(encoding="utf-8").strip().isdecimal(), "it listens")
        return int(path.read_text(encoding="utf-8"))

    def _until(self, is_done: Any, what: str) -> None:  # noqa: ANN401 - a function without arguments
        end = time.monotonic() + _PATIENCE_S
        while not is_done():
            if time.monotonic() > end or self._process.poll() is not None:
                message = f"Expected Firefox to come so far that {what}, got nothing in {_PATIENCE_S:.0f} s"
                raise TimeoutError(message)
            time.sleep(0.05)

    def _call(self, name: str, **arguments: Any) -> Any:  # noqa: ANN401 - JSON
        self._number += 1
        message = json.dumps([0, self._number, name, arguments]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, found = self._read()
        if error is not None:
            message_text = f"Expected {name} to be done, got {error['error']}: {error['message']}"
            raise RuntimeError(message_text)
        return found

    def _read(self) -> Any:  # noqa: ANN401 - JSON
        length = b""
        while (sign := self._stream.read(1)) != b":":
            if not sign:
                message = "Expected an answer of Firefox, got the end of its connection"
                raise ConnectionError(message)
            length += sign
        return json.loads(self._stream.read(int(length)))


__all__ = ["FIREFOX_VARIABLE", "NO_FIREFOX", "Firefox", "find_firefox", "install_firefox"]
