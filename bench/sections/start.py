"""The section on cold starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 120
TITLE = "Cold starts"
GROUPS = ("start", "import-time")
PACKAGES = ("geopandas", "spacy")
_WORDS = {
    "bare": "`python -c pass`",
    "import": '`python -c "import conflictmap"`',
    "help": "`conflictmap --help`",
    "geocode": "`conflictmap geocode Kunduz`",
    "geopandas": '`python -c "import geopandas"`, a peer',
    "spacy": '`python -c "import spacy"`, a peer',
}


def render(groups: Groups) -> str:
    """Write each start, and what its imports take."""
    found = {what: median(groups["start"][f"test_start[{what}]"]) for what in _WORDS}
    over = (found["geocode"] - found["bare"]) * 1000
    imports = groups["import-time"]["test_import_time"]["extra_info"]
    slowest = ", ".join(f"`{name}` {spent / 1000:.1f}" for name, spent in imports["slowest"])
    rows = [(words, f"{found[what] * 1000:.0f}") for what, words in _WORDS.items()]
    target = f"Aimed at: a cold `geocode` within 300 ms of bare Python. Measured: {over:.0f} ms over it."
    told = (
        f"`python -X importtime` of `geocode`: {imports['modules']} modules in {imports['total_us'] / 1000:.0f} ms;\n"
        f"the longest by themselves, in ms: {slowest}."
    )
    return "\n\n".join(["A new process each time, wall time.", table(("", "median, ms"), rows), target, told])
