"""The arguments of a verb or an event noun by their logical names: subject, object, possessor, prepositions.

Undoes the passive, the relative clause and the participle: the logical subject is who does it. "Through" nouns hand the
verb on: of "take control of Kunduz" the object is Kunduz, of "under Taliban control" the party is the Taliban.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.belongings import (
    bearers,
    beyond,
    given,
    moved,
    owners,
    parties_through,
    party_in,
    passed,
    possessive,
    where,
)
from geo.reading.clauses.claimed_deeds import is_unclaimed
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class
from geo.reading.clauses.whereabouts import is_length_of_time, place_words
from geo.reading.frames import Trait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.frames import Frame

_NOUNS = clause_words().nouns
_VERBS = clause_words().verbs
_OPENERS = clause_words().openers
_PREPOSITIONS = clause_words().prepositions
_PRONOUNS = clause_words().pronouns


def logical_subject(clause: Clause) -> Phrase | None:
    """Who does it: the subject, or who stands behind "by" in a passive."""
    if clause.passive:
        return next((phrase for word, phrase in _behind(clause) if word in {"by", "at the hands of"}), None)
    if _is_outcome(clause) and clause.parent is not None:
        return logical_subject(clause.parent)
    return grammatical_subject(clause)


def _is_outcome(clause: Clause) -> bool:
    """Whether a participle says what a passive before it did to people: "the bridge was hit, killing three"."""
    return (
        clause.kind == "participle"
        and clause.head is None
        and clause.verb is not None
        and clause.verb.lemma in place_words().harmed
        and clause.parent is not None
        and clause.parent.passive
        and not _is_fronted(clause)
    )


def grammatical_subject(clause: Clause) -> Phrase | None:
    """The subject as it stands, the antecedent of a relative clause for its gap."""
    if clause.kind == "relative" and clause.gap == "subject":
        return _antecedent(clause)
    if clause.subject is None and clause.shared is not None:
        return grammatical_subject(clause.shared)
    if clause.subject is None and _is_fronted(clause):  # "Having captured X, the Taliban moved on"
        return clause.parent.subject if clause.parent is not None else None
    if clause.kind == "infinitive" and clause.parent is not None and (named := _identified(clause.parent, clause)):
        return named
    if clause.kind == "participle" and clause.parent is not None and clause.head is not None:
        return _one_of(clause.parent, clause.head) or clause.subject
    return clause.subject


def _antecedent(clause: Clause) -> Phrase | None:
    """What a relative clause speaks of; in "the city that fell was Khost" what its antecedent turns out to be."""
    head = clause.head
    if head is None or clause.parent is None:
        return head
    if (named := _one_of(clause.parent, head)) is not None:
        return named
    if head.lemma in _NOUNS.takings and head.of is not None and head.of.end == head.end and _is_taken(clause):
        return head.of  # "the capture of X, which was later retaken"
    if names_place(head):
        return head
    named = _identified(clause.parent, clause)
    return named if named is not None and phrase_class(named) is NamedBy.PLACE else head


def _is_taken(clause: Clause) -> bool:
    """Whether a relative clause tells that something was taken, as ground is and no deed."""
    verb = clause.verb
    return verb is not None and verb.lemma in place_words().taking and (clause.passive or clause.gap == "object")


def _one_of(parent: Clause, described: Phrase) -> Phrase | None:
    """In "X is one of three cities that they took" what the described one is: the place of that name."""
    verb, told = parent.verb, parent.objects[:1]
    if verb is None or verb.lemma not in _VERBS.copulas or verb.negated or verb.modal or not told or verb.adverbs:
        return None
    is_one = told[0] is described and told[0].head_token.low in _PRONOUNS.singled and told[0].of is not None
    subject = parent.subject
    return subject if is_one and subject is not None and phrase_class(subject) is NamedBy.PLACE else None


def _is_fronted(clause: Clause) -> bool:
    """Whether a participle opens the sentence before the subject of the clause that governs it."""
    parent = clause.parent
    return (
        clause.kind == "participle"
        and clause.head is None
        and parent is not None
        and parent.subject is not None
        and clause.start < parent.subject.start
    )


def _identified(parent: Clause, clause: Clause) -> Phrase | None:
    """In "the last city to fall was Khost" and "the first to fall, X, ..." what the description turns out to be."""
    verb = parent.verb
    if verb is None or verb.lemma not in {"be", "become"} or not parent.objects or parent.subject is None:
        return None
    described = clause.governor or clause.head
    return parent.objects[0] if described is parent.subject and not parent.subject.pronoun else None


def logical_objects(clause: Clause) -> list[Phrase]:
    """What it is done to: the object, or the subject of a passive."""
    if clause.passive:
        subject = grammatical_subject(clause)
        return [subject] if subject is not None else []
    if clause.kind == "relative" and clause.gap == "object" and not clause.objects:
        return [head] if (head := _antecedent(clause)) is not None else []
    if not clause.objects and clause.shared is not None and not clause.phrases and clause.verb is not None:
        return []
    return clause.objects


def through_phrase(clause: Clause, frame: Frame) -> tuple[str | None, Phrase] | None:
    """The phrase whose head hands the verb on, with its preposition (None: the object or a passive's subject)."""
    for phrase in logical_objects(clause):
        for member in phrase.members():
            if member.lemma in frame.through:
                return None, member
    lacking = {other.end for word, other in clause.phrases if word in _OPENERS.without}
    for word, phrase in _behind(clause):
        if word in _PREPOSITIONS.stative and phrase.lemma in frame.through and phrase.start - 1 not in lacking:
            return word, phrase  # not "without a district in their hands"
    for phrase in clause.objects:
        for word, inner in phrase.attached:
            if word in _PREPOSITIONS.stative and inner.lemma in frame.through:
                return word, inner
    return None


def ground_behind(phrase: Phrase, clause: Clause) -> Iterator[Phrase]:
    """The ground that a noun such as "control" has behind it: "of X", "over X"."""
    found = False
    if phrase.of is not None:
        found = True
        yield phrase.of
    for word, other in phrase.attached:
        if word in _PREPOSITIONS.over:
            found = True
            yield other
    if not found:
        for word, other in clause.phrases:
            is_right_behind = word in _PREPOSITIONS.over and other.start == phrase.end + 1  # "its grip on X"
            if (word in {"of", "over"} or is_right_behind) and other is not phrase:
                yield other
                return
        if phrase.possessor is not None:
            yield phrase.possessor


def target_of(phrase: Phrase, clause: Clause) -> Iterator[Phrase]:
    """What an attack is on: "on X", "against X" behind the noun or in its clause."""
    for word, other in phrase.attached:
        if word in _PREPOSITIONS.targeted:
            yield other
    if phrase.of is not None:
        yield phrase.of
    for word, other in clause.phrases:
        if word in _PREPOSITIONS.targeted:
            yield other


def verb_arguments(
    clause: Clause, frame: Frame, source: str, through: tuple[str | None, Phrase] | None
) -> list[Phrase]:
    """The phrases that fill an argument of a verb; `through` is what hands the verb on, see `through_phrase`.

    Of the frame only its nouns that hand a verb on count, whether it demands one, and whether what
    opens the sentence may be its argument.
    """
    if source == "subject":
        return _done_by(clause, frame, through)
    if source == "object":
        return _done_to(clause, frame, through)
    if source == "second":
        return clause.objects[1:2] if not clause.passive else clause.objects[:1]
    if source == "through" and frame.through:
        return parties_through(through[1]) if through is not None else []
    if source == "from_through":
        return [
            party
            for word, phrase in clause.phrases
            if word in {"from", "out of"} and phrase.lemma in frame.through
            for party in list(party_in(phrase)) or possessive(phrase)
        ]
    if source in _OF_VERBS:
        return _OF_VERBS[source](clause, frame, through)
    found = [phrase for word, phrase in _behind(clause) if word in {source, f"back {source}", f"up {source}"}]
    if not found and Trait.EXPELS in frame.traits:
        return _ahead(clause, source)  # "from Kunduz the army drove them out"
    return found if found or not frame.takes_fronted else _fronted(clause, source)


def _fronted(clause: Clause, preposition: str) -> list[Phrase]:
    """What a preposition puts ahead of the subject: "in Kunduz, the envoy arrived"."""
    if preposition not in _PREPOSITIONS.fronted or clause.subject is None:
        return []
    return _ahead(clause, preposition)


def _ahead(clause: Clause, preposition: str) -> list[Phrase]:
    """What stands behind a preposition ahead of the subject."""
    start = clause.subject.start if clause.subject is not None else 0
    return [phrase for word, phrase in clause.phrases if word == preposition and phrase.end <= start]


def _done_by(clause: Clause, frame: Frame, through: tuple[str | None, Phrase] | None) -> list[Phrase]:
    """Who does it; of "control of Kunduz passed to ..." what stands behind the noun."""
    subject = logical_subject(clause)
    if subject is None or (through and subject is through[1]):
        return []
    if subject.lemma in frame.through and not frame.light:
        return list(ground_behind(subject, clause))
    return [subject]


def _done_to(clause: Clause, frame: Frame, through: tuple[str | None, Phrase] | None) -> list[Phrase]:
    """What a verb is done to; with a noun that hands the verb on ("take control of X") what stands behind that noun."""
    if through is not None and (through[0] is None or frame.light):
        return list(ground_behind(through[1], clause))
    if frame.light:
        return []
    objects = [*logical_objects(clause), *_added(clause)]
    return objects if clause.passive or len(objects) < 2 or not _ditransitive(clause) else objects[:1]  # noqa: PLR2004


def _given(clause: Clause, frame: Frame, through: tuple[str | None, Phrase] | None) -> list[Phrase]:
    """What is given to somebody, also where he stands before it: "gave X to the rebels", "gave the rebels X"."""
    pair = given(clause)
    if pair is None:
        return _done_to(clause, frame, through)
    return list(ground_behind(pair[1], clause)) if pair[1].lemma in frame.through else [pair[1]]


def _added(clause: Clause) -> list[Phrase]:
    """What "as well as" adds to the object behind other words: "took Kunduz on Sunday, as well as Taloqan"."""
    told = logical_objects(clause)
    if not told or not names_place(told[-1]):
        return []
    return [phrase for word, phrase in clause.phrases if word in _OPENERS.adding and names_place(phrase)]


def _behind(clause: Clause) -> list[tuple[str, Phrase]]:
    """The prepositional phrases behind the verb: those before it ("Herat, home to a warlord, fell") are not its."""
    start = clause.verb.start if clause.verb is not None else 0
    own = [(word, phrase) for word, phrase in clause.phrases if phrase.start > start]
    does_it = _does_it(clause)
    own = [(word, each) for word, each in own if word != "after" or not (does_it or _is_long_before(each))]
    return own if clause.elided is None else [*own, *_behind(clause.elided)]


def _does_it(clause: Clause) -> bool:
    """Whether somebody does to another what a clause tells: what that came after is another deed.

    "Gunmen killed a judge after a blast in X", but "two were killed in X after a blast".
    """
    verb = clause.verb
    if verb is None or verb.passive or verb.lemma in _VERBS.copulas:
        return False  # "three are dead after a bomb"
    return bool(clause.objects) and clause.subject is not None


def _is_long_before(phrase: Phrase) -> bool:
    """Whether something was hours, days or more before what a clause tells: "killed in X, hours after a blast in Y"."""
    return phrase.start > 1 and is_length_of_time(phrase.tokens[phrase.start - 2])


def _ditransitive(clause: Clause) -> bool:
    return clause.verb is not None and clause.verb.lemma in _VERBS.giving


def noun_arguments(phrase: Phrase, clause: Clause, source: str) -> list[Phrase]:
    """The phrases that fill an argument of an event noun."""
    if source == "of":
        return [phrase.of] if phrase.of is not None else []
    if source == "possessor":
        return [phrase.possessor] if phrase.possessor is not None else []
    if source == "modifier":
        k = next(
            (k for k in range(phrase.head - 1, phrase.start - 1, -1) if phrase.tokens[k].kind in {"actor", "place"}),
            None,
        )
        return [type(phrase)(k, k + 1, k, phrase.tokens)] if k is not None else []
    if source in _OF_NOUNS:
        return _OF_NOUNS[source](phrase, clause)
    found = [other for word, other in phrase.attached if word == source]
    if phrase.of is not None:
        found += [other for word, other in phrase.of.attached if word == source]
    found = found or [other for word, other in _attached_around(phrase, clause) if word == source]
    if not found and (source == "between" or not _is_told_before_verb(phrase, clause)):
        found = [other for word, other in clause.phrases if word == source and other.start >= phrase.head]
    return found


def _attached_around(phrase: Phrase, clause: Clause) -> Iterator[tuple[str, Phrase]]:
    """What stands behind a phrase that a noun is inside of: "weeks of bombing by warplanes"."""
    for outer in (clause.subject, *clause.objects, *(other for _, other in clause.phrases)):
        if outer is not None and outer is not phrase and any(inner is phrase for inner in outer.inside()):
            yield from ((word, other) for word, other in outer.attached if other.start >= phrase.head)


def _doer(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """Who did what an event noun tells of: the subject of a verb of doing or of laying claim to it, no other.

    "The army completed the recapture", "The Taliban claimed the capture"; whoever confirms or reports it did not do it.
    """
    if clause.verb is None or default_language().says("own_deed", clause.verb.lemma) is None:
        return []
    if is_unclaimed(clause) and default_language().says("claiming", phrase.lemma) == "deeds":
        return []  # "no group claimed the bombing"
    if not any(phrase is each or phrase in each.members() for each in logical_objects(clause)):
        return []
    subject = logical_subject(clause)
    return [subject] if subject is not None else []


def _wielder(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """Who does something to somebody "with" what a noun tells of: the subject of "killed ten with an air strike".

    Or who answers with it: "retaliated with a raid".
    """
    verb, subject = clause.verb, clause.subject
    if verb is None or verb.passive or subject is None:
        return []
    if not clause.objects and verb.lemma not in _VERBS.answering:
        return []
    is_means = any(word == "with" and phrase in other.members() for word, other in clause.phrases)
    return [subject] if is_means else []


def _is_topic(phrase: Phrase, clause: Clause) -> bool:
    """Whether a sentence speaks of what a noun tells of: it is the subject of its clause."""
    return phrase is clause.subject and clause.kind in {"main", "complement"} and clause.verb is not None


def _places_of_topic(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """What stands behind such a noun and before the verb: "the assault on Monday, in X, came as ..."."""
    if not _is_topic(phrase, clause) or clause.verb is None:
        return []
    beside = [each for each in clause.phrases if phrase.head < each[1].start < clause.verb.start]
    return [other for word, other in (*phrase.attached, *beside) if word in place_words().at]


def _topic(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """The noun itself, where its sentence speaks of what it tells of."""
    return [phrase] if _is_topic(phrase, clause) else []


def _told(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """The noun itself, where its sentence tells of it besides: "condemned the attack", not "since the attack"."""
    is_counted = any(other is phrase and word in place_words().told_from for word, other in clause.phrases)
    return [] if is_counted or phrase.is_plural or _is_topic(phrase, clause) else [phrase]


def _places_of_told(phrase: Phrase, clause: Clause) -> list[Phrase]:
    """What stands right behind a noun and says where it was: "condemned the attack in X"."""
    beside = (*phrase.attached, *_attached_around(phrase, clause), *clause.phrases)
    return [other for word, other in beside if word in place_words().at and other.start == phrase.head + 2]


def _is_told_before_verb(phrase: Phrase, clause: Clause) -> bool:
    """Whether a verb stands behind a noun and takes what follows: "the fall of X was confirmed by a lawmaker"."""
    return clause.verb is not None and phrase.head < clause.verb.start


_OF_NOUNS = {
    "host": _doer,
    "wielder": _wielder,
    "topic": _topic,
    "topic_place": _places_of_topic,
    "told": _told,
    "told_place": _places_of_told,
}
"""The arguments of an event noun that no preposition names."""


def _as_it_stands(clause: Clause) -> list[Phrase]:
    """The subject of a verb, whatever its voice."""
    subject = grammatical_subject(clause)
    return [subject] if subject is not None else []


_OF_VERBS: dict[str, Callable[[Clause, Frame, tuple[str | None, Phrase] | None], list[Phrase]]] = {
    "grammatical_subject": lambda clause, _, __: _as_it_stands(clause),
    "through_on": lambda clause, _, through: list(target_of(through[1], clause)) if through is not None else [],
    "owner": lambda clause, frame, _: owners(clause, frame),
    "moved": lambda clause, _, through: moved(clause, through),
    "given": _given,
    "given_to": lambda clause, _, __: [pair[0]] if (pair := given(clause)) is not None else [],
    "beyond": lambda clause, frame, _: beyond(clause, frame),
    "bearer": lambda clause, frame, _: bearers(clause, frame),
    "passed": lambda clause, _, __: passed(clause),
    "where": lambda clause, _, __: where(clause),
}
"""The arguments of a verb that no preposition names: its subject as it stands, and whose something is."""
