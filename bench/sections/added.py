"""The section on a document that is added to a ledger's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.figures import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.figures import Groups

ORDER = 95
TITLE = "A document more in a ledger's file"
GROUPS = ("added",)
PACKAGES = ()
_BASE, _LARGE = 100, 10_000


def render(groups: Groups) -> str:
    """Write the growth, and the ratio that is aimed at."""
    found = [row["extra_info"] for row in groups["added"].values()]
    found.sort(key=lambda row: (row["units"], row["documents"]))
    rows = [
        (str(row["units"]), f"{row['documents']:,}", f"{row['first_ms']:.0f} ms", f"{row['next_ms']:.1f} ms")
        for row in found
    ]
    lines = [
        "Posting with settling of one document, by what the file holds already (`python -m bench.added`; processor",
        "time, median of five processes). First: in a process that has just begun, tables of names and all. Next: the",
        "twenty-four that follow it. A unit is settled from the last mark before the days that the document changes:",
        "how it stood then is kept in the file for days that lie the wider apart the further they are back. A unit",
        "with denials, versions of documents or decisions of people has no marks and is settled as a whole.",
        "",
        table(("units", "documents", "first", "next"), rows),
    ]
    by_size = {(row["units"], row["documents"]): row for row in found}
    ratios = [
        f"{by_size[units, _LARGE][name] / by_size[units, _BASE][name]:.1f} ({words}, {units} units)"
        for units in sorted({row["units"] for row in found})
        if {(units, _BASE), (units, _LARGE)} <= by_size.keys()
        for name, words in (("first_ms", "first"), ("next_ms", "next"))
    ]
    if ratios:
        lines += ["", "Aimed at: at 10,000 at most 2 times as long as at 100.", f"Measured: {', '.join(ratios)}."]
    return "\n".join([*lines, *_questions(found)])


def _questions(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What questions to the ledgers' files take."""
    asked = [row for row in found if row.get("asked")]
    if not asked:
        return
    yield from (
        "",
        "Questions to these files, each a whole run of the command (processor time). Of the file the units are read",
        "that are asked about: the reports that the derived tables keep of them, and for `why` the documents that",
        "speak of them. What grows beside is the check of the evidence against its hash chain. Where the derived",
        "tables are of other rules, and for `map`, all that the file holds is read.",
        "",
    )
    rows = [(words, *(f"{row['asked'][words]:.2f} s" for row in asked)) for words in asked[0]["asked"]]
    yield table(("question", *(f"{row['documents']:,} documents" for row in asked)), rows)
