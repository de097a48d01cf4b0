"""The story in words: the headline of a day, the line under it, and what each change is called and rests on.

Knows `maps.story` and the catalogues. Sentences are put together from what changed and who holds how much; the plural
forms are those of the language (`maps.language`). Every number comes from the ledger's rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import ControlState, Unit
from maps.language import has, join, number, say
from maps.names import unit_title
from maps.standing import governed_until, stated_totals
from maps.story import CHANGES_HANDS, ONLY_REPORTED, Kind
from maps.symbols import side_class, side_label

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date

    from geo.model import Claim
    from maps.scene import Scene
    from maps.standing import Standing
    from maps.story import Change, StoryDay

_MOST_NAMES = 8
_GAINS = frozenset({Kind.TAKEN, Kind.RETAKEN, Kind.CLAIMED})
"""Kinds in which a side gains, or says so."""
_FEW_NAMES = 3
_MANY, _ONE = 2, 1
"""Stand for a plural and a singular subject where the language's plural rules are asked for a verb."""


def headline(day: StoryDay) -> str:
    """The headline: what changed, and how much the side that gained holds now."""
    said = [_changed(changes) for changes in _by_deed(day, ONLY_REPORTED)] or [_told(day)]
    return " ".join([*said[:2], holds(day.standing, gainer(day))])


def _told(day: StoryDay) -> str:
    """The first sentence of a day on which no counted unit changed by what is assessed."""
    claimed = [change for change in day.changes if change.kind is Kind.CLAIMED]
    moved = [change for change in day.others if change.kind in CHANGES_HANDS]
    if claimed or moved:
        return _claimed(claimed) if claimed else _elsewhere(moved)
    said = [_changed(changes) for changes in _by_deed(day, ())]
    return said[0] if said else _said_elsewhere(day.others) if day.others else no_change(day.standing.counted)


def no_change(counted: Unit) -> str:
    """That none of the units that are counted changed hands."""
    return say("story.no_change_province" if counted is Unit.PROVINCE else "story.no_change_capital")


def holds(standing: Standing, side: str | None = None) -> str:
    """How many of the counted units a side holds; by default the side with most.

    Where of most units nobody is known to hold them, it says so: one of 34 is then no share of the country.
    """
    leading = leader(standing, side)
    if leading is None:
        return say("story.holds_nobody")
    n, total, unknown = standing.assessed_of(leading), standing.total, standing.open_in(ControlState.UNKNOWN)
    if unknown * 2 > total and n <= 1:
        return say("story.holds_not_known", n=unknown, total=total)
    key = "story.holds_known" if unknown * 2 > total else "story.holds"
    return _capital(say(key, plural=_subject(leading), side=_the_side(leading), n=n, total=total))


def leader(standing: Standing, side: str | None) -> str | None:
    """The side whose number is told: the one given where it holds or claims anything, else the one with most."""
    return side if side in standing.sides else max(standing.sides, key=standing.assessed_of, default=None)


def standfirst(scene: Scene, day: StoryDay) -> list[str]:
    """The sentences under the headline: the names, the other sides, what is only claimed, who else counted."""
    said, claims = changed_lines(day)
    gaining = leader(day.standing, gainer(day))
    others = [side for side in day.standing.sides if side != gaining and day.standing.assessed_of(side)]
    held = [(holder_words(scene, side, day.day), day.standing.assessed_of(side)) for side in others]
    counts = [say("story.side_count", side=side, n=n) for side, n in held]
    if counts:
        said.append(say("story.sentence", words=join(counts)))
    said += claims
    check = stated_totals(scene, day.day).get(gaining or "")
    if check is not None and check.claim.as_of == day.day:
        who = claimant_words(scene, check.claim) or say("picture.who_not_named")
        same = check.claim.count == day.standing.assessed_of(gaining or "")
        said.append(say("story.counted_same" if same else "story.counted", who=who, n=check.claim.count))
    return said


def holder_words(scene: Scene, side: str, day: date) -> str:
    """A side by its name; one that has ceased to govern is the last holder that is known."""
    until = governed_until(scene, side)
    label = side_label(side)
    return say("script.last_held_former", side=label) if until is not None and day > until else label


def changed_lines(day: StoryDay) -> tuple[list[str], list[str]]:
    """What changed hands by name where it is more than one unit, and beside it what is only claimed."""
    changed = [change for change in day.changes if change.kind in CHANGES_HANDS]
    claimed = [change for change in day.changes if change.kind is Kind.CLAIMED]
    said = [say("story.sentence", words=names(changed, _MOST_NAMES))] if len(changed) > 1 else []
    return said, [say("story.only_claimed", names=names(claimed, _MOST_NAMES))] if claimed and changed else []


def short_words(day: StoryDay) -> str:
    """The names of what changed, for the line that tells of the last change."""
    changed = [change for change in (*day.changes, *day.others) if change.kind in CHANGES_HANDS]
    counted = [change for change in day.changes if change.kind in CHANGES_HANDS]
    return names(counted or changed or day.changes or day.others, _FEW_NAMES)


def names(changes: Iterable[Change], most: int) -> str:
    """The names of units as a list, the rest as a number."""
    found = list(dict.fromkeys(_name(change) for change in changes))
    rest = len(found) - most
    listed = join(found[:most])
    return say("story.and_more", names=listed, n=rest) if rest > 0 else listed


def change_title(change: Change) -> str:
    """Who took what, as the head of its card."""
    side = _the_side(change.side) if change.side else ""
    key = change.kind if change.side or change.kind not in _GAINS else Kind.CONTESTED
    subject = _subject(change.side) if change.side else _ONE
    return _capital(say(f"story.title_{key}", plural=subject, side=side, place=_name(change)))


def badge(change: Change, independent: int, *, is_corrected: bool = False) -> tuple[str, str]:
    """What the change rests on, as a word of the style and in words.

    `independent` is the number of independent origins of the incident of its evidence, `is_corrected` whether a
    person's decision changed the row or its evidence.
    """
    if is_corrected:
        return "corrected", say("badge.corrected")
    if change.kind in ONLY_REPORTED:
        return "claim", say("badge.claim")
    if change.row.rule in {"admission", "claim_confirmed"}:
        kind = "admitted" if change.row.rule == "admission" else "confirmed"
        return kind, say(f"badge.{kind}")
    if independent > 1:
        return "confirmed", say("badge.several", n=independent)
    return "single", say("badge.single")


def claimant_words(scene: Scene, claim: Claim) -> str | None:
    """Who states a count, else who published it; a retelling is nobody's count but its own. None: nobody is named."""
    if claim.claimant:
        return claim.claimant
    document = scene.document(claim.document_id)
    return say("script.demo") if document is not None and document.retold else claim.source


def _by_deed(day: StoryDay, without: Container[Kind]) -> list[list[Change]]:
    """The changes of one kind to one side together, the most first; kinds of `without` left out."""
    found: dict[tuple[Kind, str | None], list[Change]] = {}
    for change in day.changes:
        if change.kind not in without:
            found.setdefault((change.kind, change.side if change.kind in CHANGES_HANDS else None), []).append(change)
    order = list(Kind)
    return sorted(found.values(), key=lambda changes: (-len(changes), order.index(changes[0].kind)))


def _changed(changes: list[Change]) -> str:
    first = changes[0]
    if len(changes) == 1:
        side = _the_side(first.side) if first.side else ""
        subject = _subject(first.side) if first.side else _ONE
        return _capital(say(f"story.one_{first.kind}", plural=subject, side=side, place=_name(first)))
    units = say("story.units_province" if first.unit is Unit.PROVINCE else "story.units_capital")
    side = _the_side(first.side) if first.side else ""
    return _capital(
        say(
            f"story.many_{first.kind}",
            plural=_subject(first.side) if first.side and first.kind is Kind.RETAKEN else _MANY,
            number=_number(len(changes)),
            units=units,
            side=side,
        )
    )


def _claimed(changes: list[Change]) -> str:
    side = changes[0].side or ""
    return _capital(say("story.claims", plural=_subject(side), side=_the_side(side), names=names(changes, _FEW_NAMES)))


def _said_elsewhere(changes: Sequence[Change]) -> str:
    """What is only contested or claimed in units that no rule counts: the first such, or the claims of its side."""
    side = changes[0].side
    claimed = [change for change in changes if change.kind is Kind.CLAIMED and change.side == side]
    return _claimed(claimed) if claimed else change_title(changes[0]) + say("story.stop")


def _elsewhere(changes: Sequence[Change]) -> str:
    if len(changes) == 1:
        return change_title(changes[0]) + say("story.stop")
    return _capital(say("story.elsewhere", n=len(changes), names=names(changes, _FEW_NAMES)))


def gainer(day: StoryDay) -> str | None:
    """The side that gained most that day, by what is assessed, else by what is claimed or held elsewhere."""
    for changes in (
        [change for change in day.changes if change.kind in CHANGES_HANDS],
        [*day.changes, *day.others],
    ):
        gains: dict[str, int] = {}
        for change in changes:
            if change.side and change.kind in _GAINS:
                gains[change.side] = gains.get(change.side, 0) + 1
        if gains:
            return max(sorted(gains), key=lambda side: gains[side])
    return None


def _name(change: Change) -> str:
    return unit_title(change.unit, change.unit_id)


def _the_side(side: str) -> str:
    """A side as a subject: with its article where the language has one."""
    key = f"the_side.{side_class(side)}"
    return say(key) if has(key) else side_label(side)


def _subject(side: str) -> int:
    return _MANY if side == "taliban" else _ONE


def _number(value: int) -> str:
    words = say("picture.numbers").split()
    return words[value] if value < len(words) else number(value)


def _capital(words: str) -> str:
    """The sentence with a capital letter, where letters have them."""
    lead = len(words) - len(words.lstrip("\u2068"))
    return words[:lead] + words[lead : lead + 1].upper() + words[lead + 1 :]


def opening_words(scene: Scene) -> str | None:
    """Who held how much at the opening, in words; None without an opening state."""
    rows = [row for row in scene.controls if row.rule == "opening" and row.superseded_at is None]
    counted: dict[str, set[str]] = {}
    for row in rows:
        if row.unit is scene.counted and row.side and row.state is not ControlState.UNKNOWN:
            counted.setdefault(row.side, set()).add(row.unit_id)
    if not counted or not scene.opening_note:
        return None
    parts = [
        say("story.side_count", side=side_label(side), n=len(counted[side]))
        for side in sorted(counted, key=lambda side: (-len(counted[side]), side))
    ]
    return join(parts)


__all__ = [
    "badge",
    "change_title",
    "changed_lines",
    "claimant_words",
    "gainer",
    "headline",
    "holder_words",
    "holds",
    "names",
    "no_change",
    "opening_words",
    "short_words",
    "standfirst",
]
