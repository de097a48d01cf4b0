"""The browser fixtures themselves: they must see what they are there to forbid."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests import browser


@pytest.mark.browser
def test_page_opens_a_file_without_network(page: Page, tmp_path: Path, refused_requests: list[str]) -> None:
    """A file with everything inlined opens, runs its script and asks for nothing."""
    source = tmp_path / "page.html"
    source.write_text("<!doctype html><img src='data:,'><p id=a></p><script>a.textContent = 'ran'</script>", "utf-8")
    page.goto(source.as_uri())
    assert page.text_content("#a") == "ran"
    assert refused_requests == []


@pytest.mark.browser
def test_page_records_each_request_and_error(
    page: Page, tmp_path: Path, refused_requests: list[str], console_errors: list[str]
) -> None:
    """A picture, a script, a fetch and a thrown error are all seen, so a clean list means a clean page."""
    source = tmp_path / "page.html"
    source.write_text(
        "<!doctype html><img src='http://example.invalid/a.png'><script src='https://example.invalid/b.js'></script>"
        "<script>fetch('https://example.invalid/c').catch(() => { document.title = 'refused' }); throw Error('d')"
        "</script>",
        "utf-8",
    )
    page.goto(source.as_uri())
    page.wait_for_function("document.title === 'refused'")
    assert sorted(refused_requests) == [
        "http://example.invalid/a.png",
        "https://example.invalid/b.js",
        "https://example.invalid/c",
    ]
    assert any("Error: d" in said or said == "d" for said in console_errors)


def test_the_named_chromium_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """CONFLICTMAP_CHROMIUM wins over everything else; one that does not start is an error, not a skip."""
    fake = tmp_path / "chromium"
    fake.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv(browser.CHROMIUM_VARIABLE, str(fake))
    assert browser.find_chromium.__wrapped__() == fake
    fake.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    with pytest.raises(FileNotFoundError, match="Expected CONFLICTMAP_CHROMIUM to name a Chromium that starts"):
        browser.find_chromium.__wrapped__()


def test_without_chromium_the_run_says_what_is_skipped(tmp_path: Path) -> None:
    """With no Chromium anywhere and no way to install one, make's step still ends well and names the reasons."""
    code = (
        "import sys\n"
        "from tests import browser\n"
        "browser._candidates = lambda: iter(())\n"
        "browser.is_root = lambda: False\n"
        "browser.run_quietly = lambda command, seconds=0: 'no network'\n"
        "sys.exit(browser.main())\n"
    )
    root = Path(browser.__file__).parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(root)},
    )
    assert ran.returncode == 0, ran.stderr
    assert "Browser tests (-m browser) are skipped" in ran.stdout
    assert "playwright install chromium: no network" in ran.stdout
    assert "apt-get: needs root on Debian" in ran.stdout
