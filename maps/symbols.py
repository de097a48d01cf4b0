"""The map's signs: which event tag belongs to which pin, and which side has which colour class.

Knows tags and sides, and their labels in the language that is spoken; the shapes and colours themselves stand in the
page's CSS and JavaScript under these names.
"""

from __future__ import annotations

from geo.vocab import EventType, Side
from maps.language import Phrases

_T = EventType

GROUPS = Phrases("group", ("territory", "clash", "air", "bombing", "harm", "diplomacy", "other"))
"""The pin groups with their legend texts, most telling first: this order breaks ties on a shared spot."""

_MEMBERS: dict[str, frozenset[EventType]] = {
    "territory": frozenset(
        {
            _T.CAPITAL_SEIZED,
            _T.DISTRICT_SEIZED,
            _T.TERRITORY_SEIZED,
            _T.TERRITORY_RETAKEN,
            _T.WITHDRAWAL,
            _T.SIEGE,
        }
    ),
    "clash": frozenset({_T.ARMED_CLASH, _T.OFFENSIVE}),
    "air": frozenset({_T.AIR_STRIKE, _T.SHELLING, _T.CHEMICAL_ATTACK}),
    "bombing": frozenset({_T.BOMBING, _T.SUICIDE_BOMBING, _T.GRENADE}),
    "harm": frozenset(
        {_T.CIVILIAN_HARM, _T.ATTACK_ON_CIVILIANS, _T.ABDUCTION, _T.SEXUAL_VIOLENCE, _T.DISPLACEMENT, _T.MOB_VIOLENCE}
    ),
    "diplomacy": frozenset(
        {
            _T.TALKS,
            _T.DIPLOMATIC_VISIT,
            _T.DIPLOMATIC_ACTION,
            _T.WARNING,
            _T.DEMAND,
            _T.WITHDRAWAL_ANNOUNCED,
            _T.AGREEMENT,
            _T.CEASEFIRE,
            _T.ATTRIBUTION,
        }
    ),
}

SIDES = Phrases("side", (*Side, "other"))
"""The colour classes with their labels. Every `other:<name>` shares the last one and is told apart by its name."""


def group_of(event_type: EventType) -> str:
    """The pin group of a tag.

    >>> group_of(EventType.AIR_STRIKE)
    'air'
    """
    return next((group for group, members in _MEMBERS.items() if event_type in members), "other")


def side_class(side: str) -> str:
    """The colour class of a side.

    >>> side_class("other:Hizb-i-Islami")
    'other'
    """
    return side if side in SIDES else "other"


def side_label(side: str) -> str:
    """The name of a side for readers.

    >>> side_label("other:Hizb-i-Islami")
    'Hizb-i-Islami'
    """
    return SIDES.get(side) or side.partition(":")[2] or side
