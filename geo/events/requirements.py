"""What a rule may ask of the one who acts: `requires` in the files of `data/lexicon/`.

Knows classes and sides of actors; refuses to read text. A name that is no requirement is a KeyError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.classes import STATE_CLASSES, is_armed

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.model import Actor

_ENVOYS = frozenset({"diplomat", "leader", "foreign_state", "international_organisation", "government"})
_NEVER_HOLD = frozenset({"civilians", "media", "protesters", "international_organisation"})
_WITHOUT_AIRCRAFT = frozenset({"taliban", "nrf", "iskp"})

_REQUIRED: dict[str, Callable[[Actor], bool]] = {
    "not_police": lambda actor: actor.actor_class not in {"police", "state_force"},
    "no_civilians": lambda actor: actor.actor_class not in _NEVER_HOLD,
    "air_force": lambda actor: actor.side not in _WITHOUT_AIRCRAFT,
    "armed": lambda actor: is_armed(actor) or actor.side in {"taliban", "government", "nrf", "iskp"},
    "state": lambda actor: actor.actor_class in STATE_CLASSES or actor.side == "government",
    "envoy": lambda actor: actor.actor_class in _ENVOYS,
    "foreign": lambda actor: (
        actor.actor_class in {"foreign_force", "foreign_state", "leader"} or (actor.side or "").startswith("other:")
    ),
}
_MAY_BE_UNKNOWN = frozenset({"no_civilians", "air_force", "not_police"})
_WORDS = {
    "not_police": "anybody but police or soldiers",
    "no_civilians": "somebody who can hold ground",
    "air_force": "somebody who has aircraft",
    "armed": "an armed party",
    "state": "a state or its forces",
    "envoy": "a state, its leader or its envoy",
    "foreign": "somebody from abroad",
}


def meets(requirement: str | None, actor: Actor | None) -> bool:
    """Whether the actor is of the sort required; who is unknown may be anybody only where that does no harm."""
    if requirement is None:
        return True
    return requirement in _MAY_BE_UNKNOWN if actor is None else _REQUIRED[requirement](actor)


def words_for(requirement: str) -> str:
    """A requirement in words.

    >>> words_for("armed")
    'an armed party'
    """
    return _WORDS[requirement]
