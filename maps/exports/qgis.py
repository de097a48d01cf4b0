"""How QGIS shows the layers: a style for each, with the page's colours and the layer's time.

Knows which rows get which sign, as rules that QGIS filters by; the form of a QML file stands in `maps/assets/qgis/`.
The colours are read from the page's style sheet, so that both maps speak alike. Time: QGIS shows a row while its span
meets the window of the temporal controller; an open end is null and stays shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.vocab import AssertionMode, ControlBasis, ControlState, EventType, Unit
from maps.packaged import ASSETS, templates
from maps.symbols import GROUPS, SIDES, group_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from maps.exports.layers import Layer

_COLOUR = re.compile(r"--(?P<name>[\w-]+):\s*#(?P<hex>[0-9a-f]{6})\b")
_SHAPES = {
    "territory": "diamond",
    "clash": "cross_fill",
    "air": "triangle",
    "bombing": "star",
    "harm": "square",
    "diplomacy": "circle",
    "other": "circle",
}
_CLEAR = "255,255,255,0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One symbol: a marker or a fill; colours as QGIS writes them (red, green, blue, alpha)."""

    kind: str = "fill"
    fill: str = _CLEAR
    line: str = _CLEAR
    shape: str = "solid"
    width: str = "0.3"
    alpha: str = "1"
    hatch: bool = False
    outline: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rows get a sign: an expression of QGIS."""

    label: str
    filter: str
    sign: Sign


def layer_style(layer: Layer) -> str | None:
    """The QML of a layer; None for one that is not drawn."""
    rules = _RULES.get(layer.name)
    if rules is None:
        return None
    title, tip = _WORDS[layer.name]
    template = templates().get_template("qgis/style.qml.j2")
    return template.render(
        rules=list(rules()),
        start=_start(layer),
        end=_end(layer),
        title=title,
        tip=tip,
    )


def _start(layer: Layer) -> str | None:
    """The instant from which a row is shown: the first moment of its first day.

    Expressions, not the fields themselves: on a column of days QGIS compares texts ("2021-08-08" with
    "2021-08-08T00:00:00"), which is a day off. A row with neither day is not shown while the controller runs.
    """
    if layer.start is None:
        return None
    return (
        f'CASE WHEN "{layer.start}" IS NOT NULL THEN to_datetime("{layer.start}") '
        f'WHEN "{layer.end}" IS NOT NULL THEN make_datetime(1, 1, 1, 0, 0, 0) END'
    )


def _end(layer: Layer) -> str | None:
    """The instant at which a row is shown no more, exclusive; an open end lies far ahead."""
    if layer.end is None:
        return None
    extra = " + to_interval('1 day')" if layer.is_end_inclusive else ""
    return (
        f'CASE WHEN "{layer.end}" IS NOT NULL THEN to_datetime("{layer.end}"){extra} '
        f'WHEN "{layer.start}" IS NOT NULL THEN make_datetime(9999, 12, 31, 0, 0, 0) END'
    )


@cache
def page_colours() -> dict[str, str]:
    """The colours of the page by day: the first of each name in its style sheet."""
    found: dict[str, str] = {}
    for each in _COLOUR.finditer((ASSETS / "page.css").read_text(encoding="utf-8")):
        red, green, blue = bytes.fromhex(each["hex"])
        found.setdefault(each["name"], f"{red},{green},{blue},255")
    return found


def _event_rules() -> Iterator[Rule]:
    for group, label in GROUPS.items():
        colour = page_colours()[f"{group}-pin"]
        sign = Sign(kind="marker", fill=colour, line=page_colours()["card"], shape=_SHAPES[group])
        yield Rule(label, f"{_is_actual()} AND {_in_group(group)}", sign)
    hollow = Sign(kind="marker", fill=_CLEAR, line=page_colours()["other-pin"], shape="circle", alpha="0.7")
    yield Rule("Announced, feared, denied or long ago", f"NOT ({_is_actual()})", hollow)


def _area_rules() -> Iterator[Rule]:
    for group, label in GROUPS.items():
        colour = page_colours()[f"{group}-pin"]
        yield Rule(
            label, f"{_is_actual()} AND {_in_group(group)}", Sign(fill=colour, line=colour, hatch=True, alpha="0.5")
        )
    grey = page_colours()["other-pin"]
    yield Rule("Announced, feared, denied or long ago", f"NOT ({_is_actual()})", Sign(line=grey, shape="no"))


def _control_rules() -> Iterator[Rule]:
    """Assessed rows fill; reported rows hatch above in the claimant's colour, so only what differs is seen."""
    line = page_colours()["border"]
    assessed, reported = (_current(basis) for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED))
    for side, label in SIDES.items():
        colour = page_colours()[side]
        held = f'{assessed} AND "state" = {_text(ControlState.CONTROLLED)} AND {_is_side(side)}'
        besieged = f'{assessed} AND "state" = {_text(ControlState.BESIEGED)} AND {_is_side(side)}'
        yield Rule(label, held, Sign(fill=colour, line=line))
        yield Rule(
            f"{label}, besieged", besieged, Sign(fill=colour, line=page_colours()["ink"], width="0.8", shape="dense3")
        )
    contested, unknown = page_colours()["contested"], page_colours()["unknown-back"]
    yield Rule(
        "Contested", f'{assessed} AND "state" = {_text(ControlState.CONTESTED)}', Sign(fill=contested, line=line)
    )
    yield Rule("Not known", f'{assessed} AND "state" = {_text(ControlState.UNKNOWN)}', Sign(fill=unknown, line=line))
    for side, label in SIDES.items():
        claimed = f'{reported} AND "state" = {_text(ControlState.CONTROLLED)} AND {_is_side(side)}'
        yield Rule(f"{label}, reported", claimed, Sign(fill=page_colours()[side], hatch=True, outline=False))


def _province_rules() -> Iterator[Rule]:
    yield Rule("Province", "TRUE", Sign(line=page_colours()["muted"], shape="no"))


def _current(basis: ControlBasis) -> str:
    capital = _text(Unit.PROVINCIAL_CAPITAL)
    return f'"superseded_at" IS NULL AND "unit" = {capital} AND "basis" = {_text(basis)}'


def _is_actual() -> str:
    return f'"assertion_mode" = {_text(AssertionMode.ACTUAL)}'


def _is_side(side: str) -> str:
    return "\"side\" LIKE 'other:%'" if side == "other" else f'"side" = {_text(side)}'


def _in_group(group: str) -> str:
    members = ", ".join(_text(each) for each in EventType if group_of(each) == group)
    found = f'"event_type" IN ({members})' if members else "FALSE"
    return f'({found} OR "event_type" IS NULL)' if group == "other" else found


def _text(word: str) -> str:
    """A word of a vocabulary as a text of an expression."""
    return "'" + str(word).replace("'", "''") + "'"


_RULES: dict[str, Callable[[], Iterable[Rule]]] = {
    "events": _event_rules,
    "events_areas": _area_rules,
    "control": _control_rules,
    "provinces": _province_rules,
}
_EVENT_WORDS = (
    "coalesce(\"place_name\", 'place not known') || ': ' || \"event_type\"",
    '<b>[% "place_name" %]</b> [% "date_edtf" %]<br>[% "quote_exact" %]<br><i>[% "source" %]</i>',
)
_WORDS = {
    "events": _EVENT_WORDS,
    "events_areas": _EVENT_WORDS,
    "control": ('"unit_name"', '<b>[% "unit_name" %]</b>: [% "side" %], [% "state" %]<br>[% "explanation" %]'),
    "provinces": ('"name"', '<b>[% "name" %]</b>'),
}
