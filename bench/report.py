"""Write `docs/performance.md` from the figures of one benchmark run.

    python -m bench.report RESULTS.json

Knows the page's head; each section is a module of `bench/sections`. Asserts nothing, and tells of the machine only what
a reader needs. A section whose benchmarks did not run says so.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import grouped
from bench.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bench.figures import Groups
    from bench.sections import Section

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
LARGE_PAGE = PAGE.with_name("performance_large.md")
_HEAD = """# Performance

Written by `make bench`; figures of one run on one machine. Nothing here is a promise, and no test asserts a speed.
What counts are the ratios: both sides of each ran side by side in that run, on the same material.
{large}
{corpus}Times are medians, in processor time where a section does not say otherwise. The PhraseMatcher runs on a
blank English pipeline with the same names, matched by lower case.

{machine}
"""
_LARGE = "One feed of ten million rows on one machine: [performance_large.md](performance_large.md).\n"
_CORPUS = """The corpus is made (`bench/corpus.py`): {documents} documents, {sentences:,} sentences,
{megabytes:.2f} MB, all different; 30 % of the sentences hold a word that may tell of an event, 50 % a place.
"""


def main(results: str) -> None:
    """Read the JSON of pytest-benchmark and write the page."""
    with Path(results).open(encoding="utf-8") as file:
        PAGE.write_text(page(grouped(json.load(file)["benchmarks"])), encoding="utf-8")
    print("docs/performance.md")


def page(groups: Groups) -> str:
    """Write the whole page."""
    found = sections()
    names = [name for section in found for name in section.PACKAGES] + ["pytest-benchmark"]
    parts = [_HEAD.format(corpus=_corpus(groups), machine=machine(names), large=_LARGE if LARGE_PAGE.exists() else "")]
    parts += [f"## {section.TITLE}\n\n{_body(section, groups)}\n" for section in found]
    return "\n".join(parts)


def _body(section: Section, groups: Groups) -> str:
    missing = [group for group in section.GROUPS if group not in groups]
    return f"Not measured in this run: {', '.join(missing)}." if missing else section.render(groups)


def _corpus(groups: Groups) -> str:
    if "scan" not in groups:
        return ""
    size = groups["scan"]["test_scan"]["extra_info"]
    return _CORPUS.format(documents=size["documents"], sentences=size["sentences"], megabytes=size["bytes"] / 1e6)


def machine(names: Iterable[str]) -> str:
    """Describe the machine and the versions of some packages, in one paragraph."""
    packages = ", ".join(f"{name} {_version(name)}" for name in dict.fromkeys(names))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}; {packages}. "
        f"Load average over the last five minutes: {os.getloadavg()[1]:.1f}"
        " (above 0.5 a core, neighbours share the caches and the figures are too low)."
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and the file
        sys.exit(__doc__)
    main(sys.argv[1])
