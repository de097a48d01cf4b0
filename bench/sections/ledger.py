"""The section on the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 80
TITLE = "The ledger"
GROUPS = ("ledger",)
PACKAGES = ()


def render(groups: Groups) -> str:
    """Write posting, settling and asking."""
    found = groups["ledger"]["test_settle_claims"]["extra_info"]
    total = found["post_s"] + found["settle_s"]
    rows = [
        ("post", f"{found['post_s']:.1f} s"),
        ("settle", f"{found['settle_s']:.1f} s"),
        ("Python's own search for garbage after it, once", f"{found['collect_s']:.1f} s"),
        ("`as_of`, median (slowest)", f"{found['as_of_ms']:.1f} ms ({found['as_of_worst_ms']:.1f} ms)"),
        ("peak memory of the process", f"{found['peak_mb']:,.0f} MB"),
    ]
    return "\n".join(
        [
            f"{found['claims']:,} made claims on {found['units']} districts over 20 years, in both layers",
            "(`bench/ledger_claims.py`), in one process. Seconds of processor time; each question is asked for the",
            "first time, for all units.",
            "",
            table(("", ""), rows),
            "",
            "Aimed at: posted and settled in under 30 s, `as_of` under 10 ms.",
            f"Measured: {total:.1f} s and {found['as_of_ms']:.1f} ms.",
        ]
    )
