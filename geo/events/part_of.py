"""What a sentence tells beside a happening and is only a part of it: the visitor's talks, what those punished had done.

`geo.events.telling` asks for each two findings of a sentence. Both have one mode; the part is no event of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.event_words import event_words
from geo.reading.frames import Trait
from geo.vocab import DISASTERS, AssertionMode, EventType

if TYPE_CHECKING:
    from geo.events.interpret import Finding
    from geo.reading.predication import Participant

_DONE_BY_THE_SAME = {
    EventType.TALKS: frozenset({EventType.DIPLOMATIC_VISIT}),
    EventType.ARMED_CLASH: frozenset({EventType.SUICIDE_BOMBING}),
    EventType.DEMAND: frozenset(
        {
            EventType.PROTEST_PEACEFUL,
            EventType.PROTEST_INTERVENTION,
            EventType.PROTEST_EXCESSIVE_FORCE,
            EventType.RIOT,
        }
    ),
}
"""A part, and of what it is one where the same people do both: "flew to Doha and met him", "marched and demanded".

So are the shots of those who blow themselves up: "detonated their vests and fought with guards".
"""
_WORDS = event_words().taking
_OUTCOMES = frozenset({EventType.ARREST, EventType.WEAPONS_DISRUPTED, EventType.ORGANISED_CRIME})
"""What an operation comes to beside the dead."""
HARM = frozenset({EventType.ATTACK_ON_CIVILIANS, EventType.ARMED_CLASH, EventType.CIVILIAN_HARM})
"""As what the harm is read that a mere pronoun does."""
_BOMBERS = frozenset({EventType.SUICIDE_BOMBING, EventType.BOMBING})
OUTCOMES = frozenset({EventType.ARREST, EventType.WEAPONS_DISRUPTED, EventType.ORGANISED_CRIME})
"""What a search by the police comes to."""
_STRUCK = frozenset(
    {EventType.SHELLING, EventType.BOMBING, EventType.AIR_STRIKE, EventType.SUICIDE_BOMBING, EventType.GRENADE}
)


def is_part(other: Finding, finding: Finding) -> bool:
    """Whether a finding tells only a part of what the other one tells, in the same mode."""
    if finding.event_type is None or other is finding:
        return False
    if _is_its_purpose(other, finding):
        return True
    if other.mode is not finding.mode:
        return False
    return (
        _is_by_the_same(other, finding)
        or _is_disasters_harm(other, finding)
        or _is_captive(other, finding)
        or _is_crime(other, finding)
        or _is_mere_attack(other, finding)
        or _is_its_operation(other, finding)
        or _is_told_with_outcome(other, finding)
        or _is_call(other, finding)
        or _is_work_of_the_dead(other, finding)
        or _is_bombed_crowd(other, finding)
        or is_stopped(other, finding)
    )


def _is_work_of_the_dead(other: Finding, finding: Finding) -> bool:
    """Whether an operation is only what those were at who died: "killed while conducting an operation"."""
    is_harm = other.event_type in HARM | _STRUCK and other.predication.trigger < finding.predication.trigger
    if finding.event_type is not EventType.OFFENSIVE or finding.predication.is_noun or not is_harm:
        return False
    dead = {each.start for each in (*other.predication.role("object"), *other.predication.victims)}
    is_inside = finding.predication.depth > other.predication.depth
    return is_inside and any(each.start in dead for each in finding.predication.role("agent"))


def _is_bombed_crowd(other: Finding, finding: Finding) -> bool:
    """Whether those who died at a protest died of a bomb: "were killed during a rally when a bomber struck"."""
    is_harm = finding.event_type is EventType.PROTEST_EXCESSIVE_FORCE and finding.actor is None
    return is_harm and other.event_type in _BOMBERS and finding.place in {None, other.place}


def is_stopped(other: Finding, finding: Finding) -> bool:
    """Whether a bomber is only he whom others killed: "a suicide bomber tried to enter X but was shot dead"."""
    told, noun = other.predication, finding.predication
    is_bomber = finding.event_type is EventType.SUICIDE_BOMBING and noun.is_noun
    if not is_bomber or other.event_type is not EventType.ARMED_CLASH or told.is_noun or told.voice != "passive":
        return False
    if other.place not in {None, finding.place} or not told.victims:
        return False  # "was shot at, but blew himself up"
    if noun.clause[0] < told.clause[0] and event_words().doing.trying.isdisjoint(noun.words):
        return False  # "attacked a post and were shot dead"
    return any(each.start <= noun.trigger[0] < each.end for each in told.role("object"))


def _is_call(other: Finding, finding: Finding) -> bool:
    """Whether who seems to be asked for something was only met: "called on the minister"."""
    is_talk = other.event_type is EventType.TALKS and finding.event_type is EventType.DEMAND
    return is_talk and other.predication.trigger == finding.predication.trigger


def _is_its_purpose(other: Finding, finding: Finding) -> bool:
    """Whether a protest is only what those came for who did protest: "took to the streets to protest"."""
    told, aim = other.predication, finding.predication
    is_like = other.event_type is finding.event_type is EventType.PROTEST_PEACEFUL
    if not is_like or aim.is_noun or other.mode is not AssertionMode.ACTUAL:
        return False
    is_there = finding.place in {None, other.place} and finding.mode is AssertionMode.HYPOTHETICAL
    return is_there and told.trigger[1] <= aim.trigger[0] < told.stretch[1] and not aim.days


def _is_by_the_same(other: Finding, finding: Finding) -> bool:
    """Whether those who do one thing do a part of it besides, not elsewhere."""
    wholes = _DONE_BY_THE_SAME.get(finding.event_type) if finding.event_type is not None else None
    if wholes is None or other.event_type not in wholes:
        return False
    if finding.place is not None and finding.place != other.place:
        return False
    doers = {each.start for each in other.predication.role("agent")}
    own = finding.predication.role("agent")
    return any(each.start in doers for each in own)


def _is_told_with_outcome(other: Finding, finding: Finding) -> bool:
    """Whether an operation is told with what the same people did in it: "carried out an operation, arresting six"."""
    if finding.event_type is not EventType.OFFENSIVE or other.event_type not in _OUTCOMES or other.action is not None:
        return False
    operation, outcome = finding.predication, other.predication
    is_named = not operation.words.isdisjoint(_WORDS.operations)
    is_before = outcome.trigger < operation.trigger and outcome.depth >= operation.depth
    if not is_named or outcome.is_noun or is_before:
        return False
    is_there = finding.place in {None, other.place} and other.span == finding.span
    doers = {each.start for each in operation.role("agent")}
    return is_there and any(each.start in doers for each in outcome.role("agent"))


def _is_disasters_harm(other: Finding, finding: Finding) -> bool:
    """Whether a pronoun that does harm stands for a disaster told before it: "floods struck X; they killed two"."""
    if other.event_type not in DISASTERS or finding.event_type not in HARM or finding.actor is not None:
        return False
    agents = finding.predication.role("agent")
    is_mere_pronoun = bool(agents) and all(each.anaphor and each.actor is None for each in agents)
    return is_mere_pronoun and other.predication.trigger < finding.predication.trigger


def _is_captive(other: Finding, finding: Finding) -> bool:
    """Whether a bomber is only who was arrested: "Three suicide bombers arrested in X" tells of no bombing."""
    if finding.event_type not in _BOMBERS or not finding.predication.is_noun:
        return False
    if other.event_type is not EventType.ARREST or other.predication.is_noun:
        return False
    held = other.predication.role("object") or other.predication.role("agent")
    return any(_is_named_by(each, finding) for each in held)


def _is_named_by(filler: Participant, finding: Finding) -> bool:
    start, end = finding.predication.trigger
    return filler.start <= start and end <= filler.end and filler.head in finding.predication.lemma


def _is_crime(other: Finding, finding: Finding) -> bool:
    """Whether a crime is what somebody was flogged for: "lashed on charges of smuggling drugs"."""
    is_crime = finding.event_type is EventType.ORGANISED_CRIME
    return is_crime and Trait.SPARES in other.predication.frame.traits


def _is_mere_attack(other: Finding, finding: Finding) -> bool:
    """Whether "attacks" are only a name for what struck in the clause: "killed by missiles, in separate attacks"."""
    noun = finding.predication
    if finding.event_type is not EventType.ATTACK_ON_CIVILIANS or not noun.is_noun or noun.roles.get("agent"):
        return False
    struck = other.predication
    is_there = finding.place is None or finding.place == other.place
    is_told_in_it = struck.clause[0] <= noun.trigger[0] < struck.clause[1] and noun.bound is None
    return other.event_type in _STRUCK and not noun.roles.get("object") and is_there and is_told_in_it


def _is_its_operation(other: Finding, finding: Finding) -> bool:
    """Whether an operation is that in which some were killed or held: "killed four in a clearing operation".

    So is one that those began who killed, or police who found something: "launched an offensive in X, killing four";
    and the raid on a hideout in which some were killed.
    """
    told, noun = other.predication, finding.predication
    if finding.place is not None and finding.place != other.place:
        return False
    is_inside = noun.is_noun and told.clause[0] <= noun.trigger[0] < told.clause[1] and noun.bound is None
    if finding.event_type is EventType.ATTACK_ON_CIVILIANS:  # "arrested two men in a raid"
        is_by_them = finding.actor is not None and finding.actor == other.actor  # "in a raid on a house"
        is_own = is_by_them or not noun.roles.get("object")
        is_search = noun.lemma in _WORDS.searching and is_own
        return other.event_type is EventType.ARREST and is_inside and is_search
    is_raid = finding.event_type is EventType.WEAPONS_DISRUPTED and noun.lemma in _WORDS.searching
    if not (is_raid or finding.event_type is EventType.OFFENSIVE) or other.action is not None:
        return False
    doers = {each.start for each in told.role("agent")}
    own = [each for each in noun.role("agent") if each.start in doers]
    if other.event_type in OUTCOMES and not is_raid:
        return any(each.actor is not None and each.actor.actor_class == "police" for each in own)
    is_killing = other.event_type is EventType.ARMED_CLASH and not told.is_noun and told.lemma in _WORDS.harming
    return is_killing and (is_inside or bool(own))
