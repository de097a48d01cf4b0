"""The section on how the ledger grows with its claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.growth import draw_growth, growth_table

if TYPE_CHECKING:
    from bench.figures import Groups

ORDER = 85
TITLE = "The ledger by size"
GROUPS = ("ledger", "ledger-growth")
PACKAGES = ()


def render(groups: Groups) -> str:
    """Write the table and the picture."""
    rows = [groups["ledger"]["test_settle_claims"], *groups["ledger-growth"].values()]
    found = sorted((row["extra_info"] for row in rows), key=lambda each: int(each["claims"]))
    series = {
        "post": [(each["claims"], each["post_s"]) for each in found],
        "settle": [(each["claims"], each["settle_s"]) for each in found],
        "one as_of": [(each["claims"], each["as_of_ms"] / 1000) for each in found],
    }
    picture = draw_growth("ledger", series, size="claims", title="Claims posted and settled, and one question")
    return f"Seconds of processor time.\n\n{growth_table(series, 'claims')}\n\n{picture}"
