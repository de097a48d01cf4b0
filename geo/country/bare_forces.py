"""Whose "the army" and "soldiers" are in a text that tells of the forces of another country.

By themselves such words mean the forces of this country's state. Behind "Pakistan's army", "the army" is Pakistan's
where the text has not told of the state's own; other words are nobody's then, for no word says which. Behind forces
that are here beside the state's own, plain words ("troops") are theirs in a text that never names the state's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from geo.country.actor_words import actor_words

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.country.actors import ActorSpan
    from geo.country.sides import Sides

_WORDS = actor_words()
_STATE = frozenset({"state_force", "police", "government"})
_REACH = 2
"""So many sentences behind forces of another state, "troops" and "police" may still be theirs."""


@dataclass(slots=True)
class _Told:
    """The state forces that a text has told of so far.

    `home` is true once it has told of the state's own, `foreign` are those of other states, `by_noun` the sides that
    each noun was used for.
    """

    home: bool = False
    foreign: list[ActorSpan] = field(default_factory=list)
    by_noun: dict[str, set[str | None]] = field(default_factory=lambda: defaultdict(set))

    def add(self, span: ActorSpan, side: str | None, *, is_home: bool) -> ActorSpan:
        """The text tells of state forces."""
        if is_home:
            self.home = True
        else:
            self.foreign.append(span)
        self.by_noun[_noun(span)].add(side)
        return span


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, what ends its sentences, and whether it names forces of the state itself anywhere."""

    text: str
    sentence_end: re.Pattern[str]
    names_home: bool


def forces_told_of(
    spans: Sequence[ActorSpan], text: str, sides: Sides, on: date | None, sentence_end: re.Pattern[str]
) -> Iterator[ActorSpan]:
    """The actors of a text, where forces without a name may be those of another country that it has told of."""
    state, told = sides.regime(on), _Told()
    whole = _Text(text, sentence_end, names_home=any(_is_homes(span, state) for span in spans))
    for span in spans:
        if state is None or span.former or span.of_another or span.owned:
            yield span
            continue
        side = sides.side_of(span, on).side
        if _is_bare(span) and side == state:
            yield _bare(span, told, sides, state, whole)
        elif _is_bare(span):
            yield span
        elif _is_homes(span, state):
            yield told.add(span, state, is_home=True)
        elif _is_foreign(span, side, sides):
            yield told.add(span, side, is_home=False)
        else:
            yield span


def at_war(span: ActorSpan, folded: str) -> ActorSpan:
    """A country whose deed is one of its forces, as them: "Pakistani shelling", "a US raid"."""
    is_deed = span.actor.actor_class == "foreign_state" and _WORDS.deed_behind.match(folded, span.end)
    return replace(span, actor=replace(span.actor, actor_class="foreign_force")) if is_deed else span


def _is_homes(span: ActorSpan, state: str | None) -> bool:
    """Whether an actor is a force of the state itself, by its name or the country's."""
    is_named = span.has_name and span.actor.side == state and span.actor.actor_class in _STATE
    return span.is_home or bool(span.partners) or is_named


def _is_foreign(span: ActorSpan, side: str | None, sides: Sides) -> bool:
    """Whether an actor is a force of another state by name; the government of one that has no forces here is too."""
    if side not in sides.coalition | sides.foreign or not span.has_name:
        return False
    is_state = span.actor.actor_class in _STATE and side not in sides.coalition
    return is_state or span.actor.actor_class == "foreign_force"


def _is_bare(span: ActorSpan) -> bool:
    """Whether state forces stand without a name: "the army", "security forces"."""
    is_common = len(span.parts) == 1 and (span.parts[0].common or not span.named)
    return is_common and span.actor.actor_class in {"state_force", "police"}


def _noun(span: ActorSpan) -> str:
    """The noun for forces: "army" of "Pakistan's army"."""
    if span.nouns:
        return span.nouns[0][0]
    start = span.parts[0].start
    common = next((each for each in span.parts if each.common), span.parts[-1])
    return span.actor.name[common.start - start : common.end - start].lower()


def _bare(span: ActorSpan, told: _Told, sides: Sides, state: str, text: _Text) -> ActorSpan:
    """Forces without a name: the state's own, those of another country told of before, or nobody's."""
    if not told.foreign:
        return told.add(span, state, is_home=True)
    last, noun = told.foreign[-1], _noun(span)
    is_near = len(text.sentence_end.findall(text.text, last.end, span.start)) <= _REACH
    if all(each.actor.side in sides.coalition for each in told.foreign):
        is_theirs = is_near and not text.names_home and not told.home and noun in _WORDS.any_army
        return _of(span, last) if is_theirs else span
    used = told.by_noun.get(noun, set())
    if used == {state} or (span.actor.actor_class == "police" and not used and not is_near):
        return span
    if _WORDS.known.match(text.text, span.start) and len(used) == 1 and span.actor.actor_class != "police":
        return _of(span, next(each for each in reversed(told.foreign) if _noun(each) == noun))
    return replace(span, of_another=True, actor=replace(span.actor, side=None))


def _of(span: ActorSpan, owner: ActorSpan) -> ActorSpan:
    """The same actor as the forces of an owner that the text has told of."""
    return replace(span, owner=owner, actor=replace(span.actor, side=owner.actor.side, actor_class="foreign_force"))
