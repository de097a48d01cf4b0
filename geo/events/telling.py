"""What one sentence tells several times is one event, with its most specific tag.

"A suicide bomber attacked a checkpoint, an explosion that killed six civilians" is a suicide bombing: the clash, the
explosion and the harm to civilians are the same happening in other words. Territory is left alone: each unit is its
own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import ORDER_CLASSES
from geo.events.again import are_days_apart, are_told_apart, is_of_earlier
from geo.events.apart import only_came_after
from geo.events.event_words import event_words
from geo.events.part_of import OUTCOMES, is_part, is_stopped
from geo.events.tolls import scope_of
from geo.reading.frames import Trait
from geo.text.toll_words import Harm, toll_words
from geo.vocab import DISASTERS, STRIKES, Action, AssertionMode, EventType, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.events.interpret import Finding
    from geo.model import Place

_BLASTS = frozenset({EventType.SUICIDE_BOMBING, EventType.GRENADE, EventType.CHEMICAL_ATTACK})
_VIOLENCE = _BLASTS | {
    EventType.BOMBING,
    EventType.AIR_STRIKE,
    EventType.SHELLING,
    EventType.ARMED_CLASH,
    EventType.ATTACK_ON_CIVILIANS,
    EventType.MOB_VIOLENCE,
    EventType.PROTEST_EXCESSIVE_FORCE,
}
_ATTACKS = _BLASTS | STRIKES | {EventType.BOMBING}
_ON_CROWDS = frozenset({EventType.PROTEST_EXCESSIVE_FORCE, EventType.PROTEST_INTERVENTION})
_GATHERINGS = frozenset({EventType.TALKS, EventType.PROTEST_PEACEFUL})
_WORDS = event_words().taking
MORE_SPECIFIC = {
    EventType.CIVILIAN_HARM: (_VIOLENCE - {EventType.ARMED_CLASH}) | DISASTERS | {EventType.RIOT},
    EventType.BOMBING: _BLASTS | {EventType.INDUSTRIAL_DISASTER},
    EventType.SHELLING: frozenset({EventType.CHEMICAL_ATTACK}),
    EventType.AIR_STRIKE: frozenset({EventType.CHEMICAL_ATTACK}),
    EventType.PROTEST_INTERVENTION: frozenset({EventType.PROTEST_EXCESSIVE_FORCE}),
    EventType.PROTEST_PEACEFUL: frozenset(
        {EventType.PROTEST_INTERVENTION, EventType.PROTEST_EXCESSIVE_FORCE, EventType.RIOT}
    ),
    EventType.OFFENSIVE: frozenset({EventType.AIR_STRIKE}),
    EventType.INDUSTRIAL_DISASTER: frozenset({EventType.AIR_STRIKE}),
    EventType.AGREEMENT: frozenset({EventType.CEASEFIRE}),
}
"""A tag, and the tags that say the same more precisely where they stand in the same sentence in the same mode."""
_SAME_DEED = {
    EventType.ARMED_CLASH: _ATTACKS | _ON_CROWDS | {EventType.MOB_VIOLENCE, EventType.ATTACK_ON_CIVILIANS},
    EventType.ATTACK_ON_CIVILIANS: _ATTACKS | _ON_CROWDS | {EventType.SEXUAL_VIOLENCE},
    EventType.PROTEST_INTERVENTION: frozenset({EventType.PROTEST_EXCESSIVE_FORCE}),
    EventType.INDUSTRIAL_DISASTER: frozenset({EventType.ATTACK_ON_CIVILIANS}),
    EventType.BOMBING: frozenset({EventType.AIR_STRIKE}),
    EventType.SHELLING: frozenset({EventType.BOMBING, EventType.AIR_STRIKE}),
    EventType.RIOT: frozenset({EventType.MOB_VIOLENCE}),
    EventType.AGREEMENT: frozenset({EventType.GROUP_CHANGE}),
    EventType.ARREST: frozenset({EventType.ORGANISED_CRIME}),
    EventType.WEAPONS_DISRUPTED: frozenset({EventType.ARMED_CLASH, EventType.AIR_STRIKE}),
    EventType.GROUP_CHANGE: frozenset(),
}
"""A tag, and the tags that go before it where the same word evokes both."""
_BY_SHARED: dict[tuple[EventType, EventType | None], tuple[Trait | None, str]] = {
    (EventType.ABDUCTION, EventType.ATTACK_ON_CIVILIANS): (Trait.LEADS_AWAY, "object"),
    (EventType.RIOT, EventType.MOB_VIOLENCE): (None, "agent"),
    (EventType.SHELLING, EventType.BOMBING): (None, "means"),
    (EventType.SHELLING, EventType.AIR_STRIKE): (None, "thing"),
    (EventType.WEAPONS_DISRUPTED, EventType.BOMBING): (None, "thing"),
    (EventType.ARREST, EventType.ORGANISED_CRIME): (None, "inside"),
    (EventType.BOMBING, EventType.AIR_STRIKE): (None, "noun"),
}
"""A tag beside another one: the trait of its frames for which it goes (None: any), and the role that both share."""
_AROUND = {"noun": ("means", "agent"), "inside": ("object",)}
"""The roles of the less telling one that hold the other's noun."""
_LEFT = frozenset({Action.VACATED, Action.SURRENDERED})
_MOVES = _LEFT | {Action.CONTESTED}
"""What is told of ground by a force that comes or goes: it is no change of the force besides."""
_TAKEN = frozenset({Action.SEIZED, Action.RETAKEN})
_HELD_OR_LEFT = frozenset({Action.HELD, Action.VACATED})
"""What says that those who came into ground have it: they hold it, or the others have left."""


def once_a_sentence(findings: Sequence[Finding], folded: str) -> Iterator[Finding]:
    """The findings of one sentence without repetitions, in their order: the first of a tag, place and mode stays.

    One without a place says the same as one with a place; what the first leaves open the later tells. `folded` is the
    text of the document in plain letters.
    """
    kept: list[Finding] = []
    found = _with_riots(list(_with_what_was_held(_without_searches(findings))))
    for finding in found:
        same = (k for k, each in enumerate(kept) if _same(each, finding) and not _is_after(each, finding, folded))
        twin = next(same, None)
        if twin is None:
            kept.append(finding)
        else:
            kept[twin] = _completed(kept[twin], finding)
    told = [
        each
        for each in kept
        if not any(_absorbs(other, each) and not _is_after(other, each, folded) for other in kept)
        and not any(_is_same_deed(other, each) for other in found)
    ]
    yield from (_with_intervention(_with_place_left(each, kept), kept) for each in told)


def _with_intervention(finding: Finding, found: Sequence[Finding]) -> Finding:
    """Force against a crowd with who stepped in and where: "police used tear gas in X and two men were killed"."""
    if finding.event_type is not EventType.PROTEST_EXCESSIVE_FORCE or finding.actor is not None:
        return finding
    steps = (each for each in found if each.event_type is EventType.PROTEST_INTERVENTION and each.mode is finding.mode)
    step = next(steps, None)
    if step is None or (finding.place is not None and step.place is not None and finding.place != step.place):
        return finding
    place, basis = (finding.place, finding.place_basis) if finding.place else (step.place, step.place_basis)
    return replace(finding, actor=step.actor, place=place, place_basis=basis)


def _is_hurt_meanwhile(other: Finding, finding: Finding) -> bool:
    """Whether some were only hurt when a crowd was dispersed: "police used tear gas and four marchers were wounded"."""
    harm = finding.predication
    is_force = finding.event_type is EventType.PROTEST_EXCESSIVE_FORCE
    is_step = other.event_type is EventType.PROTEST_INTERVENTION and other.mode is finding.mode
    return is_force and is_step and not harm.role("agent") and harm.lemma in toll_words().verbs[Harm.INJURED]


def _with_place_left(finding: Finding, found: Sequence[Finding]) -> Finding:
    """A withdrawal from ground without a name, or a bomber's end, with its place: "left seven posts in X district"."""
    if finding.place is not None or finding.unit is not None:
        return finding
    is_same = _is_same_deed if finding.action in _LEFT else is_stopped
    left = next((each for each in found if each.place is not None and is_same(finding, each)), None)
    return finding if left is None else replace(finding, place=left.place, place_basis=left.place_basis)


def _with_riots(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, where those who march and destroy riot, at the place of their march: "marched, burning a post"."""
    return [_with_riot(each, findings) for each in findings]


def _with_riot(finding: Finding, findings: Sequence[Finding]) -> Finding:
    if finding.event_type not in {EventType.LOOTING_DESTRUCTION, EventType.RIOT}:
        return finding
    if any(each.head in _WORDS.symbols for each in finding.predication.role("object")):
        return finding  # "marched and burned a flag"
    own = {each.start for each in finding.predication.role("agent")}
    marches = [
        each
        for each in findings
        if each.event_type is EventType.PROTEST_PEACEFUL
        and each.mode is finding.mode
        and any(agent.start in own for agent in each.predication.role("agent"))
    ]
    if not marches:
        return finding
    riot = replace(finding, event_type=EventType.RIOT)
    there = [each for each in marches if each.place is not None]
    if finding.place is not None or len(there) != 1:
        return riot
    return replace(riot, place=there[0].place, place_basis=there[0].place_basis)


def _without_searches(findings: Sequence[Finding]) -> list[Finding]:
    """The findings without fights that were searches by those who keep order: "raided a house, arrested five"."""
    found = {
        each.start
        for finding in findings
        if finding.event_type in OUTCOMES
        for each in finding.predication.role("agent")
        if each.actor is not None and each.actor.actor_class in ORDER_CLASSES
    }
    return [
        each
        for each in findings
        if each.event_type is not EventType.ARMED_CLASH
        or each.predication.lemma not in _WORDS.searching
        or found.isdisjoint(agent.start for agent in each.predication.role("agent"))
    ]


def _with_what_was_held(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, where what somebody entered and then held, or the other side left, is what they took.

    "Stormed the city and held it"; "entered the city after the army had left".
    """
    held = [each for each in findings if each.action in _HELD_OR_LEFT and each.unit_id is not None]
    for finding in findings:
        stormed = finding.action is Action.CONTESTED and any(_is_kept(each, finding) for each in held)
        yield replace(finding, action=Action.SEIZED, fought=True) if stormed else finding


def _is_kept(other: Finding, finding: Finding) -> bool:
    """Whether a finding says that those who entered hold the ground, or that the others have left it."""
    if other.unit_id != finding.unit_id or other.mode is not finding.mode or finding.taker is None:
        return False
    if other.action is Action.HELD:
        return other.taker == finding.taker and other.predication.trigger > finding.predication.trigger
    is_whole = not any(each.part for each in finding.predication.role("object"))
    return is_whole and Trait.ENTERS in finding.predication.frame.traits and other.loser not in {None, finding.taker}


def _same(first: Finding, second: Finding) -> bool:
    if (
        first.action is not None
        or second.action is not None
        or first.event_type is not second.event_type
        or first.mode is not second.mode
    ):
        return False
    if first.predication.frame.plover is not second.predication.frame.plover:
        return False
    if first.predication.gap != second.predication.gap:
        return False  # "killed 600 people, 12 in X"; "three were killed there and seven in X"
    if (Trait.DENIES in first.predication.frame.traits) is not (Trait.DENIES in second.predication.frame.traits):
        return False  # "the Taliban denied involvement and the Islamic State claimed it"
    return first.place is None or second.place is None or first.place.place_id == second.place.place_id


def _is_after(first: Finding, second: Finding, folded: str) -> bool:
    """Whether a noun is said to come after something else: "the blast came a week after the bombing in X".

    Who was killed "two days after" a blast did not die of it.
    """
    one, other = first.predication, second.predication
    if second.event_type is EventType.CIVILIAN_HARM and are_days_apart(one.trigger, other.trigger, folded):
        return True
    if is_of_earlier(other.trigger, folded) and not is_of_earlier(one.trigger, folded):
        return one.trigger[1] <= other.trigger[0]
    if not one.is_noun or one.trigger[1] > other.trigger[0] or first.event_type not in _VIOLENCE:
        return False
    if not other.is_noun:
        return only_came_after(one.trigger, other.trigger, folded)
    return are_told_apart(one.trigger, other.trigger, folded)


def _completed(first: Finding, second: Finding) -> Finding:
    dated = first if (first.span is not None and not first.undated) or second.span is None or second.undated else second
    told, victims = first.predication, second.predication.victims
    return replace(
        first,
        predication=told if told.victims or first.listed or not victims else replace(told, victims=victims),
        place=first.place or second.place,
        place_basis=first.place_basis or second.place_basis,
        actor=first.actor or second.actor,
        recipient=first.recipient or second.recipient,
        span=dated.span,
        date_basis=dated.date_basis,
        undated=dated.undated,
    )


def _is_same_clash(other: Finding, finding: Finding) -> bool:
    """Whether a verb tells of fighting for ground and of fighting ("stormed a base"): the one with a place stays."""
    if other.predication.trigger != finding.predication.trigger or other.mode is not finding.mode:
        return False
    if finding.event_type is EventType.ARMED_CLASH and finding.action is None and other.action in _TAKEN:
        return finding.place is None or _is_in_one_province(other.place, finding.place)  # "overran a base"
    if finding.action is Action.CONTESTED and other.event_type is EventType.ARMED_CLASH:
        return finding.place is None or (finding.unit_id is None and other.place is not None)
    if finding.event_type is EventType.ARMED_CLASH and other.action is Action.SEIZED and other.place is not None:
        return True  # "overran two districts"
    is_unit = other.unit_id is not None or finding.place is None
    is_ground = other.action is Action.CONTESTED and other.place is not None and is_unit
    return finding.event_type is EventType.ARMED_CLASH and is_ground


def _is_in_one_province(one: Place | None, other: Place) -> bool:
    return one is not None and one.admin1_pcode is not None and one.admin1_pcode == other.admin1_pcode


def _is_same_deed(other: Finding, finding: Finding) -> bool:
    """Whether one word tells of a thing twice: "fired rockets at the base" is shelling, "moved into X" no movement."""
    told = _SAME_DEED.get(finding.event_type) if finding.event_type is not None and finding.action is None else None
    if told is None or other.predication.trigger != finding.predication.trigger or other.mode is not finding.mode:
        return False
    if other.predication.gap != finding.predication.gap:
        return False  # "killed a judge in X and two soldiers in Y"
    return other.event_type in told or (finding.event_type is EventType.GROUP_CHANGE and other.action in _MOVES)


def _is_told_of_one(other: Finding, finding: Finding) -> bool:
    """Whether two tellings of a verb name their ground with the same words, be it the town or the district."""
    roles = ("object", "from_whom", "place")
    own = {each.start for name in roles for each in finding.predication.role(name) if each.resolution is not None}
    return any(each.start in own for name in roles for each in other.predication.role(name))


def _is_same_leaving(other: Finding, finding: Finding) -> bool:
    """Whether a verb tells of ground that was left and of a withdrawal: "pulled out of X, leaving others in charge".

    The one that says which unit was left stays.
    """
    if other.predication.trigger != finding.predication.trigger or other.mode is not finding.mode:
        return False
    if finding.place is not None and not _is_told_of_one(other, finding):
        return False
    if finding.event_type is EventType.WITHDRAWAL:
        return other.action in _LEFT and other.unit_id is not None
    return finding.action in _LEFT and finding.unit_id is None and other.event_type is EventType.WITHDRAWAL


def _is_same_thing(other: Finding, finding: Finding) -> bool:
    """Whether two words tell of one thing done by, with or to the same: by what they share the less telling one goes.

    "Pulled four men from a bus and shot them" is their killing; "an old shell exploded and killed two" no shelling.
    """
    if finding.event_type is None or other.mode is not finding.mode:
        return False
    trait, role = _BY_SHARED.get((finding.event_type, other.event_type), (None, ""))
    if not role or (trait is not None and trait not in finding.predication.frame.traits):
        return False
    if role in _AROUND:  # "U.S. bombing killed 20": the noun says who did it; "arrested two men with opium"
        by = [each for name in _AROUND[role] for each in finding.predication.role(name)]
        return other.predication.is_noun and any(each.start <= other.predication.trigger[0] < each.end for each in by)
    if role == "object" and finding.recipient is not None and finding.recipient == other.recipient:
        return True  # "dragged two men off and shot them"
    roles = ("object", "means") if role == "thing" else (role,)
    own = {each.start for name in roles for each in finding.predication.role(name)}
    return any(each.start in own for name in roles for each in other.predication.role(name))


def _is_its_ground(other: Finding, finding: Finding) -> bool:
    """Whether ground without a name was stormed by those who killed there: "killed by gunmen who stormed a camp"."""
    if finding.action is not Action.CONTESTED or finding.unit_id is not None or other.event_type not in _VIOLENCE:
        return False
    if other.predication.trigger == finding.predication.trigger:
        return False
    own = {each.start for each in finding.predication.role("agent")}
    return other.mode is finding.mode and any(each.start in own for each in other.predication.role("agent"))


def _is_its_toll(other: Finding, finding: Finding) -> bool:
    """Whether a clash is only what an attack or a disaster did: "launched air strikes, killing dozens of fighters"."""
    if finding.event_type is not EventType.ARMED_CLASH or finding.action is not None:
        return False
    if other.event_type not in _ATTACKS | DISASTERS or other.mode not in {finding.mode, AssertionMode.ACTUAL}:
        return False  # "shot a bomber before he could set off his vest"
    harm = finding.predication
    is_aside = other.predication.depth <= harm.depth and other.predication.trigger > harm.trigger
    if other.event_type in DISASTERS and is_aside:
        return False  # "two soldiers were shot, and a flood destroyed homes"
    own = other.predication.is_noun and other.predication.depth > harm.depth and harm.role("agent")
    wielded = {each.start for each in other.predication.role("agent")}
    if own and own[0].actor is not None and own[0].start not in wielded:
        return False  # "commandos backed by air strikes killed 20"
    if _is_of_foes(other, finding):
        return False
    is_same = finding.place is None or other.place is None or finding.place == other.place
    if not harm.is_noun and harm.voice == "passive" and not harm.role("agent") and not harm.role("means"):
        return is_same and harm.lemma in _WORDS.harming  # "one was killed and two were wounded by a bomb"
    if other.event_type in DISASTERS:
        return False
    start, end = scope_of(other)
    is_its = harm.lemma in _WORDS.harming | _WORDS.aiming
    return is_its and not harm.is_noun and is_same and start <= harm.trigger[0] < end


def _is_of_foes(other: Finding, finding: Finding) -> bool:
    """Whether others did harm to those who attack: "the army shelled X after the Taliban killed two soldiers"."""
    agents, trigger = finding.predication.role("agent"), other.predication.trigger
    if not agents or other.actor is None or other.actor.side is None or finding.recipient is None:
        return False
    is_by_it = any(each.start <= trigger[0] < each.end for each in agents)
    wielded = {each.start for name in ("agent", "means") for each in other.predication.role(name)}
    is_own = finding.recipient.side == other.actor.side
    return is_own and not is_by_it and all(each.start not in wielded for each in agents)


def _is_target(other: Finding, finding: Finding) -> bool:
    """Whether a meeting or a rally is only what was attacked: "opened fire on a meeting"."""
    if finding.event_type not in _GATHERINGS or other.event_type not in _VIOLENCE:
        return False
    struck = (each for name in ("object", "recipient") for each in other.predication.role(name))
    return any(each.start <= finding.predication.trigger[0] < each.end for each in struck)


def _is_elsewhere(other: Finding, finding: Finding) -> bool:
    """Whether two findings of violence or of harm, or one of a list and another, lie in different provinces.

    "A bomb killed seven in X, a bomber 30 in Y"; "protested in X, where the police fired, and in Y".
    """
    is_harm = finding.event_type is EventType.CIVILIAN_HARM and finding.place_basis is PlaceBasis.STATED
    if not (finding.listed or is_harm) and not {other.event_type, finding.event_type} <= _VIOLENCE:
        return False
    first, second = other.place, finding.place
    if first is None or second is None or not first.admin1_pcode or not second.admin1_pcode:
        return False
    return first.admin1_pcode != second.admin1_pcode


def _absorbs(other: Finding, finding: Finding) -> bool:
    if _is_same_clash(other, finding) or _is_its_toll(other, finding) or _is_same_deed(other, finding):
        return True
    if any(
        rule(other, finding) for rule in (_is_same_leaving, _is_its_ground, is_part, _is_target, _is_hurt_meanwhile)
    ):
        return True
    if _is_same_thing(other, finding) and not _is_elsewhere(other, finding):
        return True
    tags = MORE_SPECIFIC.get(finding.event_type) if finding.event_type is not None else None
    if _is_elsewhere(other, finding) or _is_hurt_meanwhile(finding, other):
        return False
    if finding.event_type is EventType.ARREST and other.event_type is EventType.ABDUCTION:
        return finding.predication.trigger == other.predication.trigger
    if other.mode not in {finding.mode, AssertionMode.ACTUAL}:
        return False
    if finding.event_type is EventType.ATTACK_ON_CIVILIANS:  # "attacked a checkpoint, killing five people"
        deeper = finding.predication.depth > other.predication.depth and not finding.predication.is_noun
        return deeper and other.event_type in _VIOLENCE
    return tags is not None and other.event_type in tags
