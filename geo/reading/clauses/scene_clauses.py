"""What the clauses around a happening tell of it: how it began, whom it was done to, and what those did meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.datewords import Anchor
from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words, tells_of_harm

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_WORDS = place_words()
_REFLEXIVE = clause_words().parties.reflexive
_WHEN = "when"


def is_outcome(clause: Clause) -> bool:
    """Whether a clause says what something did to people: "floods swept the north, killing six in X"."""
    return clause.kind == "participle" and clause.head is None and tells_of_harm(clause)


def tells_of_operation(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether a clause, or the noun that tells of something in it, is about an operation."""
    told = (phrase,) if phrase is not None else (*clause.objects, clause.subject)
    return any(each is not None and each.lemma in _WORDS.operations for each in told)


def tells_how_it_began(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether a clause tells of fighting only that it began: "a battle began on Monday, when they tried to storm X"."""
    verb = clause.verb
    is_told = phrase is not None and phrase is clause.subject and phrase.lemma in _WORDS.fights
    return is_told and verb is not None and verb.lemma in _WORDS.beginning


def only_came_after(clause: Clause, other: Clause) -> bool:
    """Whether a clause says only that something came after or amid what another tells: "came after", "comes as"."""
    verb = clause.verb
    if verb is None or verb.lemma not in _WORDS.coming:
        return False
    return other.connector in _WORDS.when or (verb.tense == "present" and other.connector in _WORDS.at_one_time)


def is_done_to_those(clause: Clause) -> bool:
    """Whether something was done to those who were told of: "when they were shot", "when a bomb hit their car".

    Who only was in a town need not have his house there: "was in X when gunmen attacked his home".
    """
    patients = [clause.subject] if clause.passive else [*clause.objects, *(phrase for _, phrase in clause.phrases)]
    around = clause.parent
    was_only_there = around is not None and around.verb is not None and not around.verb.progressive
    if around is not None and was_only_there and len(around.phrases) == 1:
        patients = [each for each in patients if each is not None and each.lemma not in _WORDS.things]
    own = [token for each in patients if each is not None for token in each.own]
    return any(token.low in _WORDS.those for token in own)


def is_dated_behind(clause: Clause) -> bool:
    """Whether a clause has a day of its own behind its verb; one in front may hold for what "and" links as well."""
    verb = clause.verb
    return verb is not None and any(day.start > verb.span()[0] for day in clause.dates)


def is_of_those(clause: Clause) -> bool:
    """Whether a clause tells what those did to whom something was done, or who did it.

    "Shot him as he worked on his farm in X"; "were killed while patrolling in X".
    """
    if clause.connector not in _WORDS.during or clause.verb is None or clause.verb.negated or clause.verb.modal:
        return False
    if clause.kind == "participle":
        around = clause.parent
        is_patient = around is not None and (around.passive or (tells_of_harm(around) and not around.objects))
        return is_patient or clause.verb.lemma not in _WORDS.conferring
    subject = clause.subject
    is_they = subject is not None and subject.pronoun and subject.head_token.low in _WORDS.those
    if clause.kind != "adverbial" or clause.verb.lemma in _WORDS.conferring:
        return False  # "killed ten soldiers as they held talks in X": others may, elsewhere
    return is_they and clause.verb.tense == "past"


def is_visit(clause: Clause) -> bool:
    """Whether a clause tells what place somebody was seeing when something was done to him: "as he was visiting X"."""
    verb, subject = clause.verb, clause.subject
    if verb is None or clause.connector not in _WORDS.during or verb.lemma not in _WORDS.visiting or not clause.objects:
        return False
    if verb.negated or verb.modal:
        return False
    if clause.kind == "participle":
        return clause.parent is not None and (clause.parent.passive or tells_of_harm(clause.parent))
    is_he = subject is not None and subject.pronoun and subject.head_token.low in _WORDS.single
    return clause.kind == "adverbial" and is_he and verb.tense == "past" and not verb.perfect


def is_come_upon(clause: Clause, stroke: Clause) -> bool:
    """Whether a stroke comes upon somebody on the move: "a bomb went off as the governor was driving through X"."""
    verb, struck, subject, bomb = clause.verb, stroke.verb, clause.subject, stroke.subject
    if verb is None or struck is None or subject is None or bomb is None or clause.connector not in _WORDS.during:
        return False
    if clause.kind != "adverbial" or verb.tense != "past" or verb.negated or verb.modal or verb.perfect:
        return False
    is_alone = bomb.lemma in _WORDS.striking and not stroke.objects and not stroke.passive
    is_real = not struck.negated and not struck.modal
    return is_alone and is_real and verb.lemma in _WORDS.on_move


def is_said_of(clause: Clause, around: Clause) -> bool:
    """Whether a clause at the end only says who he is to whom something is done: "killed a man accused of theft".

    Its place and day are those of what is done, where it has a day ("... of theft in X on Monday") or says what he is
    taken for or kept from: "taken in for questioning in X".
    """
    verb, head = clause.verb, clause.head or clause.subject
    if verb is None or clause.kind != "participle" or head is None or verb.negated:
        return False
    if all(head is not each for each in (*around.objects, *([around.subject] if around.passive else []))):
        return False
    if clause.connector in _WORDS.for_or_from:
        return verb.lemma in _WORDS.questions
    return clause.passive and verb.lemma in _WORDS.said_of and bool(clause.dates) and not around.dates


def comes_first(clause: Clause) -> bool:
    """Whether a clause tells how those began who did something: "kidnapped ten people after stopping a bus in X"."""
    if clause.kind != "participle" or clause.connector not in _WORDS.at_one_time or clause.verb is None:
        return False
    around = clause.parent
    is_by_same = around is not None and not around.passive and around.subject is not None
    return is_by_same and clause.verb.lemma in _WORDS.forestalling and not clause.verb.negated


def is_at_that_time(clause: Clause) -> bool:
    """Whether a clause tells when something came about, as a part of it: "died when their car hit a mine in X".

    "A year after 40 died in X" and "as talks went on in X" tell of something else.
    """
    if clause.kind != "adverbial" or clause.connector not in _WORDS.at_one_time or clause.verb is None:
        return False
    if _is_counted_from(clause):
        return False
    return clause.subject is None or clause.subject.lemma not in _WORDS.conferences


def _is_counted_from(clause: Clause) -> bool:
    """Whether a stretch of time longer than an instant stands right before a clause: "a year after ..."."""
    if clause.parent is None or clause.verb is None:
        return False
    tokens, at = clause.verb.tokens, clause.start
    if at and tokens[at - 1].low == clause.connector:
        at -= 1  # a clause begins at its subject
    before = tokens[at - 1].day if at else None
    if before is not None and before.anchor is Anchor.EVENT:
        return True
    return any(each.end == at and each.lemma not in _WORDS.instants for each in clause.parent.times)


def is_meantime(clause: Clause) -> bool:
    """Whether a clause says what somebody was doing, or what was being done to it, when something happened.

    "Carrying workers in X", "who were searching houses in X", "where they slept in X"; not what he was known or wanted
    for, what he had done before or meant to do.
    """
    verb = clause.verb
    if verb is None or verb.negated or verb.modal:
        return False
    if clause.kind == "relative" and verb.tense == "past" and not clause.dates:
        name = f"{verb.lemma} {verb.particle}" if verb.particle else verb.lemma
        if name in _WORDS.beset or (name in _WORDS.hiding and not verb.perfect):
            return clause.connector in _WORDS.of_persons  # "who had held out in X", "who hid in a house in X"
    if verb.perfect:
        return False
    if clause.kind == "participle" and verb.passive:
        return verb.lemma not in _WORDS.marking | _WORDS.dwelling
    if verb.lemma in _WORDS.intending:
        return False
    if clause.kind == "participle":
        return True
    if clause.kind != "relative" or verb.tense != "past":
        return False
    return verb.progressive or (clause.connector in _WORDS.inside_which and verb.lemma in _WORDS.staying)


def tells_what_it_did(clause: Clause, phrase: Phrase) -> bool:
    """Whether a clause says what an event did, or how it came about, which a noun tells of.

    A relative clause; a participle of holding or carrying it out ("the protest held in X"); what is told of it as past
    ("a quake is said to have struck X").
    """
    verb = clause.verb
    if verb is None or verb.negated:
        return False
    if clause.kind == "infinitive":
        return verb.perfect and clause.subject is phrase
    if clause.head is not phrase:
        return False
    if clause.kind == "participle" and verb.passive:
        words = default_language()
        return words.says("own_deed", verb.lemma) is not None and words.says("saying", verb.lemma) is None
    return clause.kind == "relative" and clause.connector not in _WORDS.of_persons


def is_by_attackers(clause: Clause) -> bool:
    """Whether attackers who were told of come to somebody: "was in his office in X when the bomber struck"."""
    subject = clause.subject
    if subject is None or clause.passive or subject.determiner != "the":
        return False
    return not _WORDS.attackers.isdisjoint(subject.head_token.low.split())


def is_stroke(clause: Clause) -> bool:
    """Whether what a text told of before strikes: "was on a road in X when the bomb went off"."""
    subject = clause.subject
    if subject is None or clause.passive or subject.determiner != "the":
        return False
    return subject.head_token.low in _WORDS.striking


def breaks_in(clause: Clause, opening: Clause) -> bool:
    """Whether a stroke, or a bomber, breaks into what was going on: "was torn apart when a man blew himself up".

    What talks, or a visit, are disturbed by may be far from them, and so what a stroke does to somebody named.
    """
    above, verb, subject = opening.parent, clause.verb, clause.subject or opening.subject
    if opening.connector != "when" or above is None or above.subject is None or verb is None or subject is None:
        return False
    if verb.perfect or verb.negated or verb.modal or above.subject.lemma in _WORDS.conferences:
        return False
    is_self = any(each.head_token.low in _REFLEXIVE for each in clause.objects)
    is_stroke_alone = subject.head_token.low in _WORDS.striking and not clause.objects and not clause.passive
    return is_self or is_stroke_alone


def is_among(clause: Clause, around: Clause) -> bool:
    """Whether something came upon many people who were at one place: "people were queueing in X when a bomb went off".

    In the past, told behind what they were doing; those who confer may be elsewhere, and one alone is no crowd.
    """
    verb, stroke, subject = around.verb, clause.verb, around.subject
    if verb is None or stroke is None or subject is None or clause.connector != _WHEN or around.kind != "main":
        return False
    if verb.lemma in _WORDS.conferring or stroke.negated or stroke.modal or stroke.tense != "past" or stroke.perfect:
        return False
    was_there = verb.progressive or (verb.perfect and verb.lemma in _WORDS.gathering)
    are_many = subject.is_plural or subject.lemma in _WORDS.crowds
    return was_there and are_many and verb.tense == "past" and clause.start > verb.start


def is_of_marchers(clause: Clause, around: Clause) -> bool:
    """Whether a clause tells where those were who are met with force there: "beat students who marched through X".

    Also where that is what something is used for: "used tear gas to disperse students who marched through X".
    """
    verb, head, met = clause.verb, clause.head, clause.parent
    if verb is None or head is None or met is None or clause.kind != "relative" or clause.gap != "subject":
        return False
    if verb.negated or verb.modal or verb.tense != "past" or verb.lemma not in _WORDS.marching | _WORDS.gathering:
        return False
    is_used = met.kind == "infinitive" and met.parent is around
    is_met = met.verb is not None and met.verb.lemma in _WORDS.dispersing and (met is around or is_used)
    return is_met and any(head is each for each in (*met.objects, *(phrase for _, phrase in met.phrases)))


def is_about_it(clause: Clause) -> bool:
    """Whether a relative clause without a day of its own does something to what was told: "who had stopped it in X"."""
    if clause.kind != "relative" or clause.dates or clause.verb is None or clause.verb.negated:
        return False
    return any(each.pronoun and each.head_token.low in _WORDS.told_before for each in clause.objects)
