"""The section on the page with very many events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import median, table

if TYPE_CHECKING:
    from bench.figures import Groups, Row

ORDER = 110
TITLE = "The page with 10,000 and 100,000 events"
GROUPS = ("page", "page-folium", "page-scene")
PACKAGES = ("folium", "playwright")
_MB = 1e6
_TARGETS = """Aimed at: 10,000 events in 3 MB, usable within 1 s; 100,000 in 20 MB (8 MB with short quotes),
usable within 2.5 s; a step of the slider under 50 ms."""
_ABOUT = """Made events over twenty years (`bench/made_events.py`), each with a quote of 150 characters and an
address of its own, no two alike. Building is wall time from the scene to the page's text. Usable: from the
navigation until the page has set its mark, in a headless Chromium with the network refused, median of three
openings; texts: until quotes can be read. A step: the work of a move of the slider with its layout, over the
whole period; frame: until the frame after it."""
_FOLIUM = """The same events in folium's layers, in the same run, with tag, place, quote and address in a popup.
Loaded: until the load event, with the packaged Leaflet put in its place, no tiles and no clustering plugin; "not
opened": its plugin is loaded from a content network. Ours shows also a list, a search, filters and time."""


def render(groups: Groups) -> str:
    """Write our page's figures and, below, those of folium's layers."""
    ours = sorted(groups["page"].values(), key=lambda row: (row["extra_info"]["events"], row["extra_info"]["quotes"]))
    head = ("events, quotes", "build, s", "MB", "usable, ms", "texts, ms", "step, ms (slowest)", "frame, ms (slowest)")
    peers = groups["page-folium"].values()
    scenes = ", ".join(
        f"{median(row):.1f} s ({row['extra_info']['events']:,})" for row in groups["page-scene"].values()
    )
    return "\n\n".join(
        [
            _ABOUT,
            table(head, [_ours(row) for row in ours]),
            f"The scene itself, with the merging of reports: {scenes}.",
            _TARGETS,
            _FOLIUM,
            table(("layer, events", "build, s", "MB", "loaded, ms"), [_peer(row) for row in peers]),
        ]
    )


def _ours(row: Row) -> tuple[str, ...]:
    found = row["extra_info"]
    return (
        f"{found['events']:,}, {found['quotes']}",
        f"{median(row):.1f}",
        f"{found['bytes'] / _MB:.1f}",
        f"{found['usable_ms']:.0f}",
        f"{found['texts_ms']:.0f}",
        f"{found['step_median_ms']:.0f} ({found['step_worst_ms']:.0f})",
        f"{found['frame_median_ms']:.0f} ({found['frame_worst_ms']:.0f})",
    )


def _peer(row: Row) -> tuple[str, ...]:
    found = row["extra_info"]
    clocked = f"{found['loaded_ms']:.0f}" if "loaded_ms" in found else "not opened"
    return (f"{found['layer']}, {found['events']:,}", f"{median(row):.1f}", f"{found['bytes'] / _MB:.1f}", clocked)
