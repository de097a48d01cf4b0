"""The pages for people say what the code does: the codebook is current, and the README's commands and links work."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import conflictmap
from geo.vocab import SOURCES
from maps.exports import EXPORTS, FEED_EXPORTS, MANIFEST_NAME, PAGE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
OUTPUTS = {*EXPORTS, PAGE_NAME, MANIFEST_NAME}
MADE = {"decisions.toml", "decisions.csv", "article.txt", "points.csv", "located.csv"}
"""Files that the README's examples make or take as the reader's own."""
PICTURE_LIMIT = 350_000
README_LIMIT = 200
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"`([\w./-]+\.(?:md|toml|html|geojson|csv|jsonl|json|lock|txt|py|png|tsv))`")


def pages() -> list[Path]:
    """List the Markdown pages for people; seeds and golden files are material, not pages."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


def fences(page: Path, language: str) -> list[str]:
    return [body for found, body in _FENCE.findall(page.read_text("utf-8")) if found == language]


def shell_lines() -> Iterator[list[str]]:
    """Yield the words of each command line in the README's shell blocks, without comments."""
    for block in fences(ROOT / "README.md", "sh"):
        for line in block.splitlines():
            if words := shlex.split(line, comments=True):
                yield words


def tool_lines() -> list[list[str]]:
    """List the README's calls of `conflictmap` without the program's name, redirections cut off."""
    found = [words[1:] for words in shell_lines() if Path(words[0]).name == "conflictmap"]
    return [words[: words.index(">")] if ">" in words else words for words in found]


def help_of(*command: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "conflictmap", *command, "--help"], capture_output=True, text=True, check=True
    )
    return ran.stdout


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """Load docs/generate.py, which is a script and no module."""
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_codebook_is_current(generator: ModuleType) -> None:
    """The committed codebook is what the code generates now; else run `make docs`."""
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == generator.codebook()


def test_contents_of_the_codebook_name_its_sections(generator: ModuleType) -> None:
    """The list at the top of the codebook names each section once, in order."""
    text = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == generator.TITLES


def test_words_without_use_are_an_error(generator: ModuleType) -> None:
    """A column that is gone, or one without words, stops the generator by name."""
    with pytest.raises(LookupError, match=r"got a difference in gone, new$"):
        generator._check_words("column", {"kept", "new"}, {"kept": "x", "gone": "x"})


def test_cells_cannot_break_a_table(generator: ModuleType) -> None:
    """A bar or a line end in a rule's words stays inside its cell; None is empty."""
    assert generator.table(("a", "b"), [("x|y\nz", None)]).splitlines()[2] == "| x\\|y z |  |"


def test_sources_name_vocabularies_that_exist(generator: ModuleType) -> None:
    """Each vocabulary has a source, and no source is left of one that is gone."""
    vocabularies = {name for name, _ in generator._enums()}
    others = {"WHERE_PREC", "GEO_PRECISION", "TIME_PRECISION", *generator.CODE_COLUMNS}
    assert set(SOURCES) == vocabularies | others


def test_pictures_are_light_and_are_shown() -> None:
    """Each picture is a PNG or an inert SVG, loads at once and stands on a page; no page shows one that is missing."""
    made = {each.name: each.read_bytes() for each in (ROOT / "docs" / "pictures").glob("*")}
    shown = set().union(*(re.findall(r"pictures/([\w-]+\.(?:png|svg))\)", page.read_text("utf-8")) for page in pages()))
    assert shown == set(made)
    for name, picture in made.items():
        begins = b"<?xml" if name.endswith(".svg") else b"\x89PNG\r\n\x1a\n"
        assert picture.startswith(begins), name
        assert b"<script" not in picture, name
        assert len(picture) <= PICTURE_LIMIT, name


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_relative_links_resolve(page: Path) -> None:
    """Each link to a file of the repository leads to one, and each anchor to a heading of it."""
    for link in _LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
            assert anchor in anchors, link


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_named_files_exist(page: Path) -> None:
    """A file that a page names is in the repository, or is an output or an example of the reader's own."""
    if page.name == "codebook.md":
        return
    bare = {path.name for folder in ("data", "docs", "geo", "maps", "conflictmap", "seeds") for path in tree(folder)}
    for name in _FILE.findall(page.read_text("utf-8")):
        assert (ROOT / name).exists() or name in OUTPUTS | {*FEED_EXPORTS} | MADE | bare, name


def tree(folder: str) -> Iterator[Path]:
    yield from (path for path in (ROOT / folder).rglob("*") if path.is_file())


def test_outputs_are_all_named_in_the_readme() -> None:
    """The README's table of outputs is the list of what a run writes."""
    text = (ROOT / "README.md").read_text("utf-8")
    section = text.split("## What comes out")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([\w.]+)` \|", section, re.MULTILINE)) == OUTPUTS | {*FEED_EXPORTS}


def test_commands_and_flags_of_the_readme_exist() -> None:
    """Each command of the README is one of the tool's, and its help knows each flag."""
    calls = tool_lines()
    assert calls
    for words in calls:
        parts = words[:2] if words[0] in {"gazetteer", "boundaries"} else words[:1]
        known = help_of(*parts)
        for word in words[1:]:
            if word.startswith("-"):
                assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", known), f"{' '.join(parts)} {word}"


def test_commands_of_the_tool_are_all_in_the_readme() -> None:
    """No command is kept from the reader."""
    listed = re.findall(r"^    (\w+)  ", help_of(), re.MULTILINE)
    assert set(listed) == {words[0] for words in tool_lines()}


def test_exit_statuses_of_the_readme_are_those_of_the_tool() -> None:
    """The README lists the exit statuses that the help lists."""
    stated = re.findall(r"^  (\d+) ", help_of().partition("exit status:")[2], re.MULTILINE)
    text = (ROOT / "README.md").read_text("utf-8")
    assert stated
    line = " ".join(text.split("Exit status: ")[1].split("\n\n")[0].split())
    assert re.findall(r"(?:^|; )(\d+) ", line) == stated


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_exist(page: str) -> None:
    """Each make target that a page names stands in the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    text = (ROOT / page).read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE))
    assert named
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()


def test_own_article_in_shell(tmp_path: Path) -> None:
    """The README's lines on one's own article do what the text behind them says."""
    echo, run = [words for words in shell_lines() if "article.txt" in words][:2]
    assert (echo[0], echo[2:]) == ("echo", [">", "article.txt"])
    (tmp_path / "article.txt").write_text(echo[1] + "\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", *run], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr
    readme = (ROOT / "README.md").read_text("utf-8")
    printed = re.search(r"It prints `([^`]+)` and `([^`]+)`", readme)
    assert printed is not None
    lines = [line.strip() for line in ran.stdout.splitlines()]
    assert printed[1] in lines
    assert printed[2] in lines
    assert {path.name for path in (tmp_path / "out").iterdir()} == OUTPUTS


def test_own_article_in_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The README's three lines of Python run as they stand and write the same files."""
    (block,) = fences(ROOT / "README.md", "python")
    assert len(list(filter(None, block.splitlines()))) == len(("import", "run", "save"))
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_text("The Taliban captured Kunduz on Sunday, residents said.\n", "utf-8")
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - the README's own lines
    assert {path.name for path in Path("out").iterdir()} == OUTPUTS
    feature = json.loads(Path("out/events.geojson").read_text("utf-8"))["features"][0]["properties"]
    assert (feature["event_type"], feature["unit_id"], feature["date_start"]) == (
        "capital_seized",
        "AF-KDZ",
        "2021-08-08",
    )


def test_names_of_the_result_exist() -> None:
    """What the README calls on a result is there."""
    named = set(re.findall(r"`result\.(\w+)", (ROOT / "README.md").read_text("utf-8")))
    assert named
    assert all(hasattr(conflictmap.Result, name) for name in named)


def test_readme_is_short_and_its_picture_light() -> None:
    """A newcomer reads it in one go, and the picture loads at once; it is a PNG of the promised window."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= README_LIMIT
    picture = (ROOT / "docs" / "pictures" / "page.png").read_bytes()
    assert len(picture) <= PICTURE_LIMIT
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")) == (1280, 800)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pages_name_no_host_of_packages(page: Path) -> None:
    """Where packages are fetched is the reader's own setting."""
    assert not re.search(r"pypi\.org|pythonhosted|npmjs|--(?:extra-)?index-url", page.read_text("utf-8"))
