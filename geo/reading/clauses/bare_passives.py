"""Whether a verb in a headline is a passive without its auxiliary: "Two soldiers killed in X" tells what befell them.

A verb that always has an object and stands without one is such a passive, unless its object is missing for another
reason: it follows another verb, or stands before the clause as in "those whom gunmen killed".
"""

from __future__ import annotations

from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, noun_table, phrase_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token

_VERBS = clause_words().verbs
_KINDS = frozenset({"main", "conjunct", "adverbial", "complement"})
_COUNTED = 3
"""So many words may stand between a number and what was done to those whom it counts."""
_FOLLOWING = frozenset({"IN", "SC", "DATE", "."})


def settle_voices(parsed: Parsed, language: LanguagePack) -> None:
    """Make the verbs of a sentence passives that are passives without their auxiliary."""
    for clause in parsed.clauses:
        verb = clause.verb
        if verb is not None and _is_bare_past(clause) and _lacks_object(clause, parsed, language):
            verb.passive = True


def _is_bare_past(clause: Clause) -> bool:
    """Whether a clause of its own has a noun as its subject and a past form without an auxiliary as its verb."""
    verb, subject = clause.verb, clause.subject
    assert verb is not None
    if (
        (clause.kind not in _KINDS and not _is_seen(clause))
        or clause.gap is not None
        or clause.shared is not None
        or clause.elided is not None
    ):
        return False
    is_bare = verb.shaky and verb.form == "finite" and not verb.passive and verb.head == verb.start
    return is_bare and subject is not None and not subject.pronoun and subject.end <= verb.start


def _is_seen(clause: Clause) -> bool:
    """Whether a clause tells what was done to the object of the verb before it: "Monday saw three men arrested"."""
    above = clause.parent.verb if clause.parent is not None else None
    return (
        clause.kind == "complement"
        and clause.connector is None
        and above is not None
        and above.lemma in _VERBS.bare_infinitive
    )


def _is_agent(told: tuple[str, Phrase]) -> bool:
    """Whether a phrase names who does it: "tear gas fired at women by police"."""
    return told[0] == "by" and phrase_class(told[1]) is NamedBy.ACTOR


def _lacks_object(clause: Clause, parsed: Parsed, language: LanguagePack) -> bool:
    verb = clause.verb
    assert verb is not None
    tokens, behind = parsed.tokens, verb.end
    lemma = f"{verb.lemma} {verb.particle}" if verb.particle else verb.lemma
    if behind < len(tokens) and f"{lemma} {tokens[behind].low}" in language.transitive:
        lemma, behind = f"{lemma} {tokens[behind].low}", behind + 1  # "shot dead"
    if not clause.objects and lemma not in language.intransitive and any(map(_is_agent, clause.phrases)):
        return True
    if _is_seen(clause):
        is_told_of = lemma not in language.intransitive
    else:
        is_told_of = lemma in language.transitive or (lemma in language.striking and _is_struck(clause.subject))
        is_told_of = is_told_of or (lemma in _VERBS.losing and _is_ground(clause.subject))
    if clause.objects or not is_told_of:
        return False
    if behind < len(tokens) and tokens[behind].tag == "TO":
        return verb.lemma in _VERBS.object_control  # "salons ordered to close"
    return behind >= len(tokens) or tokens[behind].tag in _FOLLOWING or _counts_others(tokens, behind)


def _counts_others(tokens: Sequence[Token], i: int) -> bool:
    """Whether a comma or "and" at `i` stands before others who were harmed: "two killed, five wounded in X"."""
    behind = tokens[i + 1 : i + 2 + _COUNTED]
    if tokens[i].tag not in {",", "CC"} or not behind or behind[0].tag != "CD":
        return False
    rest = dropwhile(
        lambda each: ("VBN" not in each.tags and each.is_nominal) or each.tag in {"CD", "JJ", "PRP"}, behind
    )
    return any("VBN" in each.tags for each in islice(rest, 1))


def _is_ground(subject: Phrase | None) -> bool:
    """Whether a subject is a named place, which is lost to somebody: "X lost to the rebels"."""
    return subject is not None and phrase_class(subject) is NamedBy.PLACE


def _is_struck(subject: Phrase | None) -> bool:
    """Whether a subject is a thing that is struck, and strikes nobody: a post, a school, a convoy."""
    table = noun_table()
    if subject is None or subject.head_token.kind != "word" or subject.items:
        return False
    return subject.lemma in table.struck | table.sites | table.offices
