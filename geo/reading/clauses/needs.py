"""What may fill a role: the needs that frames name.

Ground is territory by a name, a unit noun or a reference. A taker is somebody who can hold ground, or a word that only
refers and could be anybody; somebody whom nobody knows ("a private firm", "students") takes none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import noun_table
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.reading.frames import Alternative, Need
    from geo.reading.predication import Participant

ARMED = frozenset({"rebel", "state_force", "militia", "foreign_force", "police", "gunmen"})
STATE = frozenset({"state_force", "police", "government", "official", "leader", "militia", "foreign_force"})
_VOICES = frozenset(
    {"spokesperson", "civilians", "media", "diplomat", "international_organisation", "protesters", "mob"}
)
_PARTIES = clause_words().parties
_ENVOYS = frozenset({"diplomat", "leader", "foreign_state", "international_organisation", "government"})
_WITHOUT_AIRCRAFT = frozenset({"taliban", "nrf", "iskp"})
_UNITS = frozenset(
    {"provincial_capital", "city", "district", "district_centre", "province", "village", "border_crossing", "base"}
)


def fits(need: Need, filler: Participant) -> bool:
    """Whether a filler is what one of a need's alternatives names, and nothing that it rules out."""
    return not ruled_out(need, filler) and (not need[0] or _is_any(need[0], filler))


def ruled_out(need: Need, filler: Participant) -> bool:
    """Whether a filler is what a need rules out: one such filler of a role is enough."""
    return bool(need[2]) and _is_any(need[2], filler)


def _is_any(alternatives: tuple[Alternative, ...], filler: Participant) -> bool:
    for alternative in alternatives:
        for each in alternative:
            if not (_NEEDS[each](filler) if isinstance(each, str) else _is_called(each, filler)):
                break
        else:
            return True
    return False


def _is_called(nouns: frozenset[str], filler: Participant) -> bool:
    if filler.head in nouns or not nouns.isdisjoint(_names(filler.head, filler.words)):
        return True
    return any(not nouns.isdisjoint(_names(each[-1], each)) for each in filler.called)


@lru_cache(maxsize=1024)
def _names(head: str, own: tuple[str, ...]) -> frozenset[str]:
    """What a filler may be called by: the forms of its last word, alone and with the word before it."""
    words = (" ".join(own) or head).split()
    last = words[-1]
    if head != last and " " not in head:  # the base form of the last word
        last = head
    forms = {words[-1], last, singular(last)}
    if words[-1].endswith("ves"):  # "thieves", "wives"
        forms |= {words[-1][:-3] + "f", words[-1][:-3] + "fe"}
    before = words[-2] if len(words) > 1 else ""
    return frozenset({*forms, *(f"{before} {form}" for form in forms)})


def singular(word: str) -> str:
    """The singular of an actor's noun, whose token keeps its form: "civilians", "policemen", "families"."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def words_of(need: Need) -> str:
    """A need in words."""
    if not need[0]:
        return "not " + words_of((need[2], False, ()))
    return " or ".join(" and ".join(_word(each) for each in alternative) for alternative in need[0])


def _word(each: str | frozenset[str]) -> str:
    return each.replace("_", " ") if isinstance(each, str) else " / ".join(sorted(each)[:3])


def _ground(filler: Participant) -> bool:
    return filler.actor is None and (filler.resolution is not None or filler.name is not None or filler.unnamed)


def _named_ground(filler: Participant) -> bool:
    if not _ground(filler):
        return False
    if filler.unnamed:
        return filler.unit_noun in _UNITS or bool(filler.within)
    return True


def _taker(filler: Participant) -> bool:
    actor = filler.actor
    if actor is None:
        return filler.anaphor or filler.head in _PARTIES.troops
    if actor.actor_class in ARMED:
        return True
    return actor.side is not None and actor.actor_class not in _VOICES


def _armed(filler: Participant) -> bool:
    actor = filler.actor
    if actor is None:
        return filler.anaphor or filler.head in _PARTIES.troops
    return actor.actor_class in ARMED or (actor.side is not None and actor.actor_class in {None, "government"})


def _loser(filler: Participant) -> bool:
    actor = filler.actor
    if actor is None:
        return filler.anaphor
    return actor.actor_class in ARMED | STATE or (actor.side is not None and actor.actor_class not in _VOICES)


def _state_armed(filler: Participant) -> bool:
    actor = filler.actor
    return actor is not None and (
        actor.actor_class in {"state_force", "police", "militia", "foreign_force", "rebel", "gunmen"}
        or (actor.actor_class in {"government", "official", "leader"} and filler.plural)
        or (actor.side is not None and actor.actor_class in {None, "government"})
    )


def _kind(filler: Participant) -> PlaceKind | None:
    place = filler.resolution.place if filler.resolution is not None else None
    return place.kind if place is not None else None


def _site(filler: Participant) -> bool:
    """A place that is one spot: a border crossing, a base, an airport."""
    return _kind(filler) is PlaceKind.SITE or filler.unit_noun == "border_crossing"


def is_country(filler: Participant) -> bool:
    """Whether a filler is a whole country."""
    return _kind(filler) is PlaceKind.COUNTRY


def _belligerent(filler: Participant) -> bool:
    """Somebody of a party that fights: its fighters, commanders and leaders, no civilian and no office of a state."""
    actor = filler.actor
    return actor is not None and actor.side is not None and actor.actor_class in ARMED | {"leader"}


def _insurgents(filler: Participant) -> bool:
    """Rebels, a party of theirs, or gunmen of one; no gunmen of whom nobody knows whose they are."""
    actor = filler.actor
    return actor is not None and (actor.actor_class == "rebel" or (actor.actor_class == "gunmen" and bool(actor.side)))


def _full_name(filler: Participant) -> bool:
    """A person by two names: what has one name that nobody knows may be a place where it is seized."""
    names = (filler.name or "").split()
    is_nobody_known = filler.actor is None and filler.resolution is None
    if filler.head in noun_table().ground or filler.head in noun_table().units:
        return False  # "the Panjshir Valley"
    return is_nobody_known and len(names) > 1 and all(each[0].isupper() for each in names)


_NEEDS: dict[str, Callable[[Participant], bool]] = {
    "ground": _ground,
    "named_ground": _named_ground,
    "taker": _taker,
    "armed": _armed,
    "loser": _loser,
    "state_armed": _state_armed,
    "forces": lambda filler: filler.actor is not None and filler.actor.actor_class in ARMED,
    "actor": lambda filler: filler.actor is not None,
    "owned": lambda filler: filler.actor is not None or filler.owner is not None,
    "nobody": lambda filler: filler.actor is None,
    "anybody": lambda filler: filler.actor is not None or filler.anaphor,
    "civilians": lambda filler: filler.actor is not None and filler.actor.actor_class == "civilians",
    "serving": lambda filler: filler.actor is None or filler.actor.actor_class != "civilians",
    "protesters": lambda filler: filler.actor is not None and filler.actor.actor_class in {"protesters", "mob"},
    "police": lambda filler: filler.actor is not None and filler.actor.actor_class in {"police", "state_force"},
    "not_police": lambda filler: filler.actor is None or filler.actor.actor_class not in {"police", "state_force"},
    "gunmen": lambda filler: filler.actor is not None and filler.actor.actor_class == "gunmen",
    "mob": lambda filler: filler.actor is not None and filler.actor.actor_class == "mob",
    "party": lambda filler: (
        filler.actor is not None and (filler.actor.side is not None or filler.actor.actor_class in ARMED | {"leader"})
    ),
    "envoy": lambda filler: filler.actor is not None and filler.actor.actor_class in _ENVOYS,
    "state": lambda filler: (
        filler.actor is not None and (filler.actor.actor_class in STATE or filler.actor.side == "government")
    ),
    "foreign": lambda filler: (
        filler.actor is not None
        and (
            filler.actor.actor_class in {"foreign_force", "foreign_state", "leader"}
            or (filler.actor.side or "").startswith("other:")
        )
    ),
    "air_force": lambda filler: filler.actor is None or filler.actor.side not in _WITHOUT_AIRCRAFT,
    "one_person": lambda filler: filler.head in default_language().one_person,
    "place": lambda filler: filler.resolution is not None,
    "site": _site,
    "country": is_country,
    "plural": lambda filler: filler.plural,
    "definite": lambda filler: filler.determiner in _PARTIES.definite,
    "numbered": lambda filler: filler.number is not None,
    "named": lambda filler: filler.actor is None and filler.resolution is None and filler.name is not None,
    "full_name": _full_name,
    "ranked": lambda filler: not filler.plural and not _PARTIES.ranks.isdisjoint(" ".join(filler.words[:-1]).split()),
    "belligerent": _belligerent,
    "force": lambda filler: filler.actor is not None and _armed(filler),
    "rebel": lambda filler: filler.actor is not None and filler.actor.actor_class in {"rebel", "militia"},
    "insurgents": _insurgents,
    "official": lambda filler: (
        filler.actor is not None
        and filler.actor.actor_class in {"official", "leader", "spokesperson", "diplomat", "government"}
    ),
    "international": lambda filler: (
        filler.actor is not None and filler.actor.actor_class == "international_organisation"
    ),
    "media": lambda filler: filler.actor is not None and filler.actor.actor_class == "media",
    "reflexive": lambda filler: filler.head in _PARTIES.reflexive,
    "counted": lambda filler: filler.actor is None and filler.number is not None and filler.head == filler.number,
    "no_aircraft": lambda filler: filler.actor is not None and filler.actor.side in _WITHOUT_AIRCRAFT,
    "anaphor": lambda filler: filler.anaphor,
    "sideless": lambda filler: filler.actor is not None and filler.actor.side is None,
}
NAMED_NEEDS = frozenset(_NEEDS)
"""The needs that a frame may name."""
