"""Which dates belong to a clause: its own, those of the clauses that it continues, and whether they only bound it.

A date of a verb of saying says when it was said; it does not date what was said. A participle continues its clause
("..., capturing X"), and so does what an agent went on to do; "after" and "before" clauses do not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.datewords.expression import Anchor, DateKind
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.dates_of_deeds import days_of_deed, is_claimed
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.parted_dates import dated_apart, dated_behind
from geo.reading.clauses.ranked_days import stretches_ranked_over
from geo.reading.clauses.same_scene import goes_on_by_agent
from geo.reading.clauses.scene_clauses import is_of_marchers
from geo.reading.clauses.whereabouts import (
    answered_with,
    is_length_of_time,
    place_words,
    tells_of_harm,
    told_over,
)

if TYPE_CHECKING:
    from geo.datewords import DateExpression
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token

_ALIKE = clause_words().alike
_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
Days = tuple[tuple["DateExpression", ...], tuple["DateExpression", ...], str | None]


def days_of(clause: Clause, trigger: tuple[int, int], parsed: Parsed | None = None) -> Days:
    """The dates of a clause, the nearest to the trigger first; those around it; the connective that bounds it.

    With `parsed` also those that words of another clause part from it (see `geo.reading.clauses.parted_dates`).
    """
    others = [token for word, phrase in clause.phrases for token in dates_of_other(word, phrase, clause)]
    others += stretches_ranked_over(clause)
    dates = [each for each in clause.dates if not _is_to_come(each, clause) and all(each is not own for own in others)]
    own = _sorted([token.day for token in dates if token.day is not None], trigger) or _dated_before(clause)
    if not own and clause.head is not None and clause.parent is not None:  # "the bombing on Sunday that killed nine"
        own = _sorted([token.day for token in days_of_deed(clause.head, clause.parent) if token.day], trigger)
    if not own and parsed is not None:
        own = dated_apart(clause, parsed)
    around: list[DateExpression] = []
    child, parent = clause, clause.parent
    while parent is not None:
        if (child.kind in {"participle", "infinitive"} and _bound_of(child) is None) or child.kind == "conjunct":
            around += _sorted([token.day for token in parent.dates if token.day is not None], trigger)
        elif not own and (_is_at_one_time(child) or _ends_it(child)):
            days = _sorted([token.day for token in parent.dates if token.day is not None], trigger)
            around += [day for day in days if day.names_day or not _ends_it(child)]  # not of "in 2019 before ..."
            break
        elif child.kind != "complement" or parent.speech_behind or parent.verb is not None:
            break
        child, parent = parent, parent.parent
    if clause.shared is not None and not own:
        around += _sorted([token.day for token in clause.shared.dates if token.day is not None], trigger)
    if parsed is not None and not own and not around:
        around = dated_behind(clause, parsed) or _dated_below(clause, parsed, trigger)
    if not own and _is_of_the_tended(clause):
        return (), (), "of"
    return tuple(own), tuple(around), _bound_of(clause)


def _is_of_the_tended(clause: Clause) -> bool:
    """Whether a clause tells what befell those who are mourned or helped then: "fed people cut off by the flood"."""
    if clause.head is None or clause.kind not in {"relative", "participle"} or not _is_dated(clause):
        return False
    return any(each.verb is not None and each.verb.lemma in place_words().tending for each in clause.chain()[:1])


def _dated_below(clause: Clause, parsed: Parsed, trigger: tuple[int, int]) -> list[DateExpression]:
    """The dates of the clause that says when a clause without any was: "X fell when the army withdrew in 2015".

    Or of the one that says where those were whom it is done to: "dispersed students who marched on Monday".
    """
    is_past = clause.verb is not None and clause.verb.tense == "past"
    below = [each for each in parsed.clauses if is_of_marchers(each, clause)]
    below += [each for each in parsed.clauses if is_past and each.parent is clause and _is_when(each)]
    found = next((each.dates for each in below if each.dates), ())
    return _sorted([token.day for token in found if token.day is not None], trigger)


def _is_when(clause: Clause) -> bool:
    """Whether a clause tells in the past what was at the time of the one above: "when the army withdrew"."""
    verb = clause.verb
    is_past = verb is not None and verb.tense == "past" and not verb.perfect and verb.modal is None
    return clause.kind == "adverbial" and clause.connector == "when" and is_past


def _is_to_come(date: Token, clause: Clause) -> bool:
    """Whether a date is that of what the clause only came before: "ahead of elections in X on Saturday"."""
    for word, phrase in clause.phrases:
        if word not in _OPENERS.coming:
            continue
        at = next((k for k, token in enumerate(phrase.tokens[phrase.end :], phrase.end) if token is date), None)
        if at is not None and all(each.tag == "IN" or each.is_nominal for each in phrase.tokens[phrase.end : at]):
            return True
    return False


def dates_of_other(word: str, phrase: Phrase, clause: Clause) -> list[Token]:
    """The date of the place that a clause came after: "X fell on Monday, after Y on Friday".

    Right behind the name, where a comma parts the two from the clause, or the clause has a date before them.
    """
    is_name = phrase_class(phrase) is NamedBy.PLACE and all(each.of is None for each in phrase.members())
    if word not in _ALIKE.after or not is_name:
        return []
    tokens = phrase.tokens
    is_apart = tokens[max(phrase.start - 2, 0)].low == "," or any(
        each.start < phrase.span()[0] for each in clause.dates
    )
    behind = [token for token in tokens[phrase.end : phrase.end + 2] if token.tag != "IN"][:1]
    return [each for each in clause.dates if is_apart and any(each is token for token in behind)]


def _bound_of(clause: Clause) -> str | None:
    """The connective that makes the day around a clause no more than a bound; "by" tells how, before a form in -ing."""
    word = clause.connector
    is_manner = word in _OPENERS.by_doing and clause.kind == "participle"
    return word if word in _OPENERS.bounding and not is_manner else None


def day_of_death(clause: Clause, trigger: tuple[int, int]) -> tuple[DateExpression, ...]:
    """The day on which somebody died of what a clause tells: "three died in X on Sunday after a bomb exploded".

    None where he lay in a hospital, or some time passed between.
    """
    above, verb = clause.parent, clause.verb
    if clause.kind != "adverbial" or clause.connector != "after" or not tells_of_harm(above) or above is None:
        return ()
    if verb is None or _is_cared_for(above) or _is_measured(clause):
        return ()
    return tuple(_sorted([token.day for token in above.dates if token.day is not None], trigger))


def _is_measured(clause: Clause) -> bool:
    """Whether a length of time stands before the connective of a clause: "days after they fled", "a week before"."""
    verb = clause.verb
    if verb is None:
        return False
    k = min(clause.start, verb.start) - 1
    return any(is_length_of_time(each) for each in verb.tokens[max(k - 1, 0) : k + 1])


def _ends_it(clause: Clause) -> bool:
    """Whether what a clause tells ended what the one before it tells: "fought on Monday before capturing X"."""
    above = clause.parent.verb if clause.parent is not None else None
    if clause.connector not in _OPENERS.ending or above is None or clause.verb is None:
        return False
    is_told = above.tense == "past" and not (above.negated or above.modal)
    return is_told and above.start < clause.verb.start and not _is_measured(clause)


def _is_at_one_time(clause: Clause) -> bool:
    """Whether a clause tells what was on the day of the one above: "stopped on Friday by gunmen, who took six men"."""
    is_begun = clause.connector != "when" and clause.verb is not None and clause.verb.perfect  # "as they had fled"
    is_then = clause.kind == "adverbial" and clause.connector in _OPENERS.at_one_time and not is_begun
    return is_then or goes_on_by_agent(clause)


def days_of_noun(phrase: Phrase, clause: Clause, parsed: Parsed, trigger: tuple[int, int]) -> Days:
    """The dates of an event that a noun tells of.

    Those of a relative clause that tells of it come first: "a bombing in which six died last week". What the clause
    only came after ("on Friday, a week after the bombing") has but the days right behind it.
    """
    if owned := days_of_deed(phrase, clause):
        return tuple(_sorted([token.day for token in owned if token.day is not None], trigger)), (), None
    own, around, bound = days_of(clause, trigger, parsed)
    told = _told_in(phrase, clause, parsed)
    if told is not None and (inner := days_of(told, trigger)[0]):
        return inner, (), None
    before = next((word for word, other in clause.phrases if other is phrase and word in _OPENERS.since), None)
    verb = clause.verb.span()[0] if clause.verb is not None else trigger[0]
    if before is None and (because := answered_with(phrase, clause)) is not None:
        return (), (), because
    if before is None and is_claimed(phrase, clause):
        return _days_of_claimed(phrase, clause, own)
    if before is None and told_over(phrase, clause):
        beside = tuple(day for day in own if verb > day.start > trigger[1])
        return beside, (), "of" if not beside and _is_for_the_harmed(phrase, clause) else None
    died = day_of_death(clause, trigger)  # "three died on Sunday after a bomber struck"
    if before is None:
        return ((), died, None) if died and not own else (own, around, bound)
    behind = tuple(day for day in own if day.start > trigger[1] and not trigger[0] < verb < day.start)
    died = died or _day_of_its_dead(phrase, clause, before, own)
    return (behind, (), None) if behind else ((), died, None if died else before)


def _day_of_its_dead(
    phrase: Phrase, clause: Clause, word: str, own: tuple[DateExpression, ...]
) -> tuple[DateExpression, ...]:
    """The day on which people died of what a noun tells, right after it: "three died on Sunday after a bombing"."""
    if word not in _ALIKE.after or not tells_of_harm(clause) or _is_cared_for(clause):
        return ()
    first = phrase.span()[0]
    k = next((k for k, token in enumerate(phrase.tokens) if token.start == first), phrase.start)
    is_measured = any(is_length_of_time(each) for each in phrase.tokens[max(k - 2, 0) : k])
    return () if is_measured else own


def _is_cared_for(clause: Clause) -> bool:
    """Whether those who come to harm in a clause lie in a hospital, or die of their wounds."""
    return any(phrase.lemma in place_words().care | place_words().mortal for _, phrase in clause.phrases)


def _is_for_the_harmed(phrase: Phrase, clause: Clause) -> bool:
    """Whether a clause with a day tells what others did for those whom an event befell: "aid reached its victims"."""
    subject = clause.subject
    return _is_dated(clause) and (subject is None or all(each is not phrase for each in subject.inside()))


def _is_dated(clause: Clause) -> bool:
    """Whether a clause, or one above it, has a day of its own."""
    return any(each.dates for each in (clause, *clause.chain()))


def _days_of_claimed(phrase: Phrase, clause: Clause, own: tuple[DateExpression, ...]) -> Days:
    """Of the days of a clause in which somebody claims a deed those beside the deed: the others are the claim's."""
    last = clause.verb.span()[0] if clause.passive and clause.verb is not None else None
    first = phrase.tokens[phrase.start].start
    beside = tuple(
        day for day in own if day.start >= first and (last is None or day.start < last) and not _is_later(day)
    )
    return (beside, (), None) if beside or not own else ((), (), "for")


def _is_later(day: DateExpression) -> bool:
    """Whether a day is counted on from what was told: "claimed the attack in a statement the next day"."""
    return day.anchor is Anchor.TEXT and day.kind is DateKind.SHIFT and (day.parts.low or 0) > 0


def _told_in(phrase: Phrase, clause: Clause, parsed: Parsed) -> Clause | None:
    """The clause of a noun that tells when it was: "staged on Monday", or with no other object between "in which"."""
    for each in parsed.clauses:
        if each.head is phrase and each.dates and is_of_happening(each):
            return each
    others = [each.start for each in clause.objects if each.start > phrase.start]
    for each in parsed.clauses:
        is_in = each.kind == "relative" and each.start and parsed.tokens[each.start - 1].low in _OPENERS.during
        if is_in and each.parent is clause and each.start > phrase.end:
            return each if not any(start < each.start for start in others) else None
    return None


def is_of_happening(clause: Clause) -> bool:
    """Whether the clause of an event noun says that it came about, or what it did."""
    verb = clause.verb
    if verb is None or clause.kind not in {"relative", "participle"} or verb.modal is not None:
        return False
    lemma = f"take {clause.objects[0].lemma}" if verb.lemma == "take" and clause.objects else verb.lemma
    if clause.passive:
        return lemma in _VERBS.carried_out
    return clause.gap != "object" and lemma in _VERBS.taking_place | _VERBS.wreaking


def _dated_before(clause: Clause) -> list[DateExpression]:
    """The day right before a clause that "when" opens, which is its own: "since January 6, when a bomb ..."."""
    verb = clause.verb
    if verb is None or clause.connector != "when":
        return []
    tokens = verb.tokens
    k = min(clause.start, verb.start) - 1
    while k >= 0 and tokens[k].low in {"when", ",", "("}:
        k -= 1
    day = tokens[k].day if k >= 0 else None
    return [replace(day, bound=None)] if day is not None else []


def _sorted(days: list[DateExpression], trigger: tuple[int, int]) -> list[DateExpression]:
    """What stands behind the trigger first, the nearest first; then what stands before it."""
    return sorted(days, key=lambda day: (day.start < trigger[0], abs(day.start - trigger[1])))
