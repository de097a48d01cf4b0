"""The classes of actors: which of them are armed, which only speak, which belong to a state.

The classes are the words of the column `class` in `data/countries/*/actors.toml`. Nothing here depends on a country.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Actor

ARMED_CLASSES = frozenset({"rebel", "state_force", "militia", "foreign_force", "police", "gunmen"})
SPEAKER_CLASSES = frozenset(
    {"official", "spokesperson", "civilians", "media", "international_organisation", "diplomat", "leader", "government"}
)
STATE_CLASSES = frozenset({"state_force", "police", "government", "official"})
ORDER_CLASSES = frozenset({"state_force", "police", "foreign_force"})
"""Classes of those who keep order: they arrest people and seize things."""
FIGHTING_NOUNS = frozenset({"rebel", "state_force", "militia"})
"""Classes of nouns that take over the class of the party they fight for: "fighters" of a state are its forces."""


def is_armed(actor: Actor | None) -> bool:
    """Whether the actor can hold ground.

    >>> from geo.model import Actor
    >>> is_armed(Actor(name="residents", actor_class="civilians"))
    False
    """
    return actor is not None and (
        actor.actor_class in ARMED_CLASSES or (actor.side is not None and actor.actor_class in {None, "government"})
    )
