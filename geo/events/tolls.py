"""Whose the dead and injured of a text are: each counted toll goes to the event of its own clause.

The tolls are read from the sentence's words (`geo.text.tolls`). One belongs to the nearest event of its own stretch of
the sentence; a number in a clause about other people says nothing of this event. A sentence that tells of no event but
counts dead or injured goes on from the event told before ("At least 33 people died"; `geo.events.later_tolls`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again_words import again_words
from geo.events.gapped_tolls import may_have, with_own_number
from geo.events.two_places import is_of_pair
from geo.events.victims import with_victims
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.text.toll_words import Harm, toll_words
from geo.vocab import HAPPENED, Action, EventType, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Actor, Event, Sentence
    from geo.text import AnnotatedDocument
    from geo.text.tolls import Toll

HARMFUL = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.GRENADE,
        EventType.CHEMICAL_ATTACK,
        EventType.CIVILIAN_HARM,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.MOB_VIOLENCE,
        EventType.RIOT,
        EventType.PROTEST_EXCESSIVE_FORCE,
        EventType.NATURAL_DISASTER,
        EventType.INDUSTRIAL_DISASTER,
    }
)
"""Events that people die of."""
_FOUGHT = frozenset({Action.SEIZED, Action.RETAKEN, Action.CONTESTED, Action.REPELLED, Action.BESIEGED})
"""What is done to ground while people are killed for it."""


def with_tolls(findings: Sequence[Finding], annotated: AnnotatedDocument) -> list[Finding]:
    """The findings of one sentence, each one that people died of with its toll."""
    found = list(findings)
    harmful = [k for k, each in enumerate(findings) if _may_harm(each)]
    if not harmful:
        return found
    sentence = findings[harmful[0]].predication.sentence
    words = annotated.text[sentence.start : sentence.end]
    held: dict[tuple[int, Harm], Toll] = {}
    tolls = [each for each in annotated.tolls_in(sentence) if not is_of_pair(each.start, sentence, annotated)]
    for toll in tolls:
        own = may_have(findings, harmful, toll, sentence.start)
        k = _owner(findings, own, words, (toll.start, toll.end), sentence.start)
        if k is not None and _is_counted_elsewhere(findings[k], toll, sentence, annotated):
            continue
        if k is None or findings[k].mode not in HAPPENED or is_of_a_war(toll, sentence, annotated):
            continue
        if findings[k].listed:
            beside = [j for j in harmful if findings[j].predication is findings[k].predication]
            places = [(j, findings[j].place_start) for j in beside]
            k = _at_place_before(places, toll, words, sentence.start)
            k = _at_own_place(places, toll, tolls, sentence.start) if k is None else k
            if k is None:  # of all places together: of each at most that many
                for j in beside:
                    found[j] = _at_most(found[j], toll)
                continue
        before = found[k].killed if toll.harm is Harm.KILLED else found[k].injured
        counted = Tolls(annotated, sentence)
        if before == Figures() or toll.is_total:
            figures = figures_of(toll)
        elif counted.adds(toll, held.get((k, toll.harm)), findings[k].actor):
            figures = added(before, figures_of(toll))
        else:
            continue  # of two in one stretch the first
        held[k, toll.harm] = toll
        is_killed = toll.harm is Harm.KILLED
        found[k] = replace(found[k], killed=figures) if is_killed else replace(found[k], injured=figures)
    return [
        with_victims(with_own_number(each), annotated.text) if k in harmful else each for k, each in enumerate(found)
    ]


def is_of_a_war(toll: Toll, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a total is that of another country's men, or of a whole country: "bringing the UK death toll to 180".

    So is what has been counted over a war: "violence that has killed 1,700 this year".
    """
    counted = toll.parts[0].start if toll.parts else toll.end
    if toll_words().of_a_war.search(annotated.folded, sentence.start, sentence.start + counted) is not None:
        return True
    if not toll.is_total:
        return False
    comma = annotated.folded.rfind(",", sentence.start, sentence.start + toll.start)
    start, end = max(sentence.start, comma + 1), sentence.end
    actors = (span.actor for span in annotated.actors_in(sentence) if start <= span.start < end)
    foreign = annotated.country.sides.foreign
    if any(each.side in foreign and each.actor_class in _ABROAD for each in actors):
        return True
    named = [(each, each.place) for each in annotated.places_in(sentence) if each.mention.start >= start]
    countries = [each for each, place in named if place is not None and place.kind is PlaceKind.COUNTRY]
    words = again_words()
    if not countries or not words.happenings.isdisjoint(annotated.folded[start:end].split()):
        return False  # "the death toll from the bombing in the west of Afghanistan"
    return len(named) == len(countries) and not any(
        annotated.folded.startswith("'s", each.mention.end) for each in countries
    )


def _is_counted_elsewhere(finding: Finding, toll: Toll, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a toll beside an event was counted in another province.

    "1,000 died in X, and a quake shook Y"; "12 had died in X; he put the deaths in Y at eight".
    """
    if _is_counted_ahead(finding, toll, sentence, annotated):
        return True
    start, end, begin = toll.start + sentence.start, toll.end + sentence.start, scope_of(finding)[0]
    if finding.predication.stretch[1] <= start:
        end, begin = start, end
    pcode = finding.place.admin1_pcode if finding.place is not None else None
    places = (each.place for each in annotated.places_in(sentence) if end <= each.mention.start < begin)
    return any(each is not None and each.admin1_pcode and pcode and each.admin1_pcode != pcode for each in places)


def _is_counted_ahead(finding: Finding, toll: Toll, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a toll is that of another province told ahead: "X had 40 deaths, while 25 died in Y"."""
    begin, end = finding.predication.clause
    pcode = finding.place.admin1_pcode if finding.place is not None else None
    own = (each for each in annotated.tolls_in(sentence) if each.harm is toll.harm)
    has_own = any(begin <= each.start + sentence.start < end for each in own)
    start = toll.start + sentence.start
    if not has_own or start >= begin or pcode is None:
        return False
    before = [each.place for each in annotated.places_in(sentence) if each.mention.end <= start]
    last = before[-1] if before else None
    return last is not None and last.admin1_pcode not in {None, pcode}


def _at_place_before(places: Sequence[tuple[int, int | None]], toll: Toll, words: str, offset: int) -> int | None:
    """The event at the place behind which a clause counts the toll, before another place.

    "Reached X, where two died, and Y"; "stormed a camp in X, killing ten, and a mosque in Y".
    """
    before = [(at - offset, j) for j, at in places if at is not None and at - offset < toll.start]
    at, k = max(before, default=(0, None))
    is_last = not any(at is not None and at - offset >= toll.end for _, at in places)
    opened = toll_words().there.match(words.lower(), at)
    if opened is None or opened.end() > toll.parts[0].start or (is_last and opened["done"]):
        return None  # "attacked posts in X and Y, killing ten": of both together
    return k


def _at_own_place(
    places: Sequence[tuple[int, int | None]], toll: Toll, tolls: Sequence[Toll], offset: int
) -> int | None:
    """The event at whose place a toll was counted: "two in A and three in B"; None where it counts several places'."""
    end = (toll.parts[-1].end if toll.parts else toll.end) + offset
    later = [each.start + offset for each in tolls if each.start > toll.start and each.harm is toll.harm]
    until = min(later, default=None)
    inside = [j for j, at in places if at is not None and at >= end and (until is None or at < until)]
    return inside[0] if len(inside) == 1 else None


def _at_most(finding: Finding, toll: Toll) -> Finding:
    """The event with a toll that it shares with others as the most that it can have."""
    figures = Figures(high=toll.high)
    if (finding.killed if toll.harm is Harm.KILLED else finding.injured) != Figures():
        return finding
    return replace(finding, killed=figures) if toll.harm is Harm.KILLED else replace(finding, injured=figures)


def figures_of(toll: Toll) -> Figures:
    """The figures of a toll."""
    return Figures(low=toll.low, best=toll.best, high=toll.high)


def added(first: Figures, more: Figures) -> Figures:
    """The dead of two sides of one happening; what one leaves open stays open, but for the least of both."""
    pairs = ((first.best, more.best), (first.high, more.high))
    best, high = (None if one is None or other is None else one + other for one, other in pairs)
    is_open = first.low is None and more.low is None
    return Figures(low=None if is_open else (first.low or 0) + (more.low or 0), best=best, high=high)


class Tolls:
    """Whom the tolls of one sentence count."""

    def __init__(self, annotated: AnnotatedDocument, sentence: Sentence) -> None:
        """Take the sentence with the actors that it names."""
        self.annotated = annotated
        self.sentence = sentence

    def counted(self, toll: Toll) -> frozenset[str]:
        """The sides of those counted, else the classes of people that are no mere people; empty where they may be any.

        "Civilians" and "villagers" are a party of their own here; "people", "children", "men" may be anybody's.
        """
        start, end = toll.start + self.sentence.start, toll.end + self.sentence.start
        inside = [span for span in self.annotated.actors_in(self.sentence) if start <= span.start < end]
        numbers = [part.start + self.sentence.start for part in toll.parts]
        groups: set[str] = set()
        for span in inside:
            if not any(0 <= span.start - number <= _NEAR for number in numbers):
                continue  # who killed them, not who was killed
            name = self.annotated.folded[span.start : span.end]
            if span.actor.actor_class == "civilians" and not any(word in name for word in toll_words().civilians):
                return frozenset()
            if span.actor.side is None and span.actor.actor_class in _OF_ANY_SIDE:
                return frozenset()  # "an officer" may be one of "three policemen"
            groups.add(span.actor.side or span.actor.actor_class or "")
        return frozenset(groups)

    def are_apart(self, first: Toll, second: Toll) -> bool:
        """Whether two tolls count different people: "14 militants were killed and two soldiers died"."""
        one, other = self.counted(first), self.counted(second)
        return bool(one) and bool(other) and one.isdisjoint(other)

    def adds(self, toll: Toll, first: Toll | None, killer: Actor | None) -> bool:
        """Whether a toll comes on top of the first of its event: it says so, or counts others, such as the killers."""
        if toll.is_more or first is None:
            return toll.is_more
        if toll.is_loss is not first.is_loss:
            return figures_of(toll) != figures_of(first) or self.are_apart(first, toll)
        side = killer.side if killer is not None else None
        is_killers = side is not None and self.counted(toll) == {side} and side not in self.counted(first)
        return is_killers or self.are_apart(first, toll)


_ABROAD = frozenset({"foreign_force", "foreign_state"})
"""Classes of those who are another country's."""
_OF_ANY_SIDE = frozenset({"leader", "official"})
"""Classes of people who may be of each party."""
_NEAR = 40
"""So many characters from a number on, the noun that it counts begins."""


def _may_harm(finding: Finding) -> bool:
    return finding.event_type in HARMFUL or finding.action in _FOUGHT


def _owner(
    findings: Sequence[Finding], harmful: Sequence[int], words: str, toll: tuple[int, int], offset: int
) -> int | None:
    """Whose toll it is: the nearest event of the same stretch of the sentence, else the last one before or next behind.

    Of an event and the ground that it was about, the event. `toll` is a span of the sentence, whose words begin at
    `offset` of the document.
    """
    start, end = toll[0] + offset, toll[1] + offset
    inside = [k for k in harmful if scope_of(findings[k])[0] <= start < scope_of(findings[k])[1]]
    joined = [k for k in harmful if not _apart(findings[k].predication.trigger, words, toll, offset)]
    near = [k for k in inside if k in joined]
    if inside:
        fitting = [k for k in near if findings[k].event_type in HARMFUL] or near
        return min(fitting, key=lambda k: (_gap(findings[k].predication.trigger, start, end), k), default=None)
    before = [k for k in harmful if scope_of(findings[k])[1] <= start]
    if before:
        return before[-1]
    return min(joined, key=lambda k: scope_of(findings[k])[0], default=None)


def scope_of(finding: Finding) -> tuple[int, int]:
    """The clause of an event with all that hangs on it."""
    clause, stretch = finding.predication.clause, finding.predication.stretch
    return min(clause[0], stretch[0]), max(clause[1], stretch[1])


def _apart(trigger: tuple[int, int], words: str, toll: tuple[int, int], offset: int) -> bool:
    """Whether the words between set an event and a toll apart in time: "came days after an attack killed 40"."""
    lower, known = words.lower(), toll_words()
    start, end = trigger[0] - offset, trigger[1] - offset
    aside = known.long_after.search(lower[: toll[0]])
    if end <= toll[0]:
        is_aside = aside is not None and aside.start() >= end and not aside["between"]
        if known.since.search(lower[: toll[0]]) is not None:
            return True
        return is_aside or known.after.search(lower[end : toll[0]]) is not None
    if toll[1] <= start:
        is_aside = aside is not None and "," in lower[toll[1] : start]  # "weeks after 85 pupils died in X, ..."
        return is_aside or known.earlier.search(lower[toll[1] : start]) is not None
    return False


def _gap(trigger: tuple[int, int], start: int, end: int) -> int:
    return max(0, trigger[0] - end, start - trigger[1])


def does_harm(event: Event) -> bool:
    """Whether people die of what an event tells, or for the ground that it tells of; of a flogging nobody does."""
    return (event.event_type in HARMFUL and not has_trait(event.rule_id, Trait.SPARES)) or event.action in _FOUGHT
