"""What stands behind words on who or what did something is where and when it was done.

"Were killed by police backed by troops in X on Monday", "a bomb planted by rebels in X on Monday": the form that only
describes them ends the clause, and the place and the day behind it are those of the verb before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed

_VERBS = clause_words().verbs
_WORDS = place_words()


def settle_manners(parsed: Parsed) -> None:
    """Give the places and days at the end of a form that only describes somebody or something to the clause above."""
    for clause in parsed.clauses:
        above = clause.parent
        if above is None or not _only_describes(clause, above) or any(each.parent is clause for each in parsed.clauses):
            continue
        if not above.dates and not above.times:
            above.dates, clause.dates = clause.dates, []
            above.times, clause.times = clause.times, []
        if not any(_is_place(*each) for each in above.phrases):
            above.phrases += [each for each in clause.phrases if _is_place(*each)]
            clause.phrases = [each for each in clause.phrases if not _is_place(*each)]


def _only_describes(clause: Clause, above: Clause) -> bool:
    """Whether a form stands right behind somebody or something told of behind the verb above, and ends its clause."""
    verb, head = clause.verb, clause.head
    if clause.kind != "participle" or verb is None or head is None or clause.connector or clause.after_comma:
        return False
    if verb.lemma not in _VERBS.describing or above.verb is None or head.start < above.verb.end:
        return False
    told = (*above.objects, *(phrase for _, phrase in above.phrases))
    return all(each.start < clause.start for each in told) and above.verb.lemma not in _VERBS.copulas


def _is_place(word: str, phrase: Phrase) -> bool:
    """Whether a phrase says in or near which named place something was."""
    return word in _WORDS.at and names_place(phrase)
