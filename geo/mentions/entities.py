"""Names of places that a language pipeline of the user's takes for somebody, or for an organisation.

Knows mentions and entities; refuses to overrule the words: a name that they call a city, a province or a capital stays
a place, whatever the pipeline says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.parse import EntityKind
from geo.vocab import MentionRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Mention
    from geo.parse import Parse

_ROLES = {EntityKind.PERSON: MentionRole.PERSON, EntityKind.ORGANISATION: MentionRole.ORGANISATION}


def refine_roles(mentions: Sequence[Mention], parse: Parse) -> tuple[Mention, ...]:
    """The mentions with the role of person or organisation where they lie inside such an entity.

    Only the role of a place changes, and only where no word beside it demands a reading. A province or country that
    stood behind such a name is a mention of its own from then on.
    """
    roles = {mention.start: role for mention in mentions if (role := _role(mention, parse)) is not None}
    return tuple(_refined(mention, roles) for mention in mentions)


def _role(mention: Mention, parse: Parse) -> MentionRole | None:
    if mention.role is not MentionRole.PLACE or mention.reading is not None or mention.capital or mention.near:
        return None
    for entity in parse.entities:
        if entity.start <= mention.start and mention.end <= entity.end:
            return _ROLES[entity.kind]
    return None


def _refined(mention: Mention, roles: dict[int, MentionRole]) -> Mention:
    if role := roles.get(mention.start):
        return replace(mention, role=role, phrase_start=mention.start, phrase_end=mention.end, within=None)
    return replace(mention, part_of=None) if mention.part_of in roles else mention
