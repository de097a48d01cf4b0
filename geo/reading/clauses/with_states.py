"""What a text tells in passing as a state: "with X in Taliban hands, ...", "..., with the rebels now in control of X".

The verb "be" that such words leave out is put in, in a clause of its own under the one that they stand in. Nothing else
is told so: "with X in ruins" and "with troops in X" stay what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import VerbGroup
from geo.reading.clauses.clause import Clause
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Parsed

_OPENERS = clause_words().openers
_STATES = clause_words().states
_BETWEEN = 2
"""At most so many tokens stand between a phrase and what it is in: "with X now in the hands of the rebels"."""


def settle_states(parsed: Parsed) -> None:
    """Add a clause for each state that a sentence tells behind "with"."""
    parsed.clauses.extend([state for clause in parsed.clauses if _is_told(clause) for state in _states(clause)])


def _is_told(clause: Clause) -> bool:
    """Whether a clause has a verb, and stands under no condition."""
    around = (clause, *clause.chain())
    return clause.verb is not None and not any(each.connector in _OPENERS.conditions for each in around)


def _states(clause: Clause) -> Iterator[Clause]:
    verb = clause.verb
    is_open = verb is not None and (verb.modal is not None or verb.future or verb.negated or verb.form == "infinitive")
    for at, (word, phrase) in enumerate(clause.phrases):
        state = _state(clause, at) if word in _STATES.beside else None
        if state is None or (is_open and verb is not None and verb.start < phrase.start):  # "could end with X in ..."
            continue
        start = phrase.start
        being = VerbGroup(
            start=start, end=start, head=start, tokens=phrase.tokens, lemma="be", form="finite", tense="present"
        )
        yield Clause(
            kind="adverbial",
            start=start,
            end=max(state[1].end, phrase.end),
            verb=being,
            subject=phrase,
            phrases=[state],
            parent=clause,
            connector=word,
        )


def _state(clause: Clause, at: int) -> tuple[str, Phrase] | None:
    """Under or in what the phrase at `at` of a clause is told to be: "under Taliban control"."""
    phrase = clause.phrases[at][1]
    behind = clause.phrases[at + 1 : at + 2]
    near = [
        each
        for each in behind
        if 0 < each[1].start - phrase.end <= _BETWEEN
        and not any(token.tag == "NEG" for token in phrase.tokens[phrase.end : each[1].start])
    ]
    told = (*phrase.attached[:1], *near)
    return next((each for each in told if each[0] in _STATES.within and each[1].lemma in _STATES.held), None)
