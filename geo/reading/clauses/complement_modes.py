"""The mode of what stands behind a verb or noun of saying: what is denied, doubted, believed, or so."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.verb_modes import (
    ACTUAL,
    FUTURE,
    HYPOTHETICAL,
    NEGATED,
    YES,
    VerbModes,
    Verdict,
    is_nobody,
    is_over,
)

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_NOUNS = clause_words().nouns
_PARTIES = clause_words().parties
_OPENERS = clause_words().openers
_VERBS = clause_words().verbs


class ComplementModes(VerbModes, ABC):
    """Reads the modes of clauses that somebody says, asks, fears or denies."""

    @abstractmethod
    def of_phrase(self, phrase: Phrase, clause: Clause, *, question: bool = False, depth: int = 0) -> Verdict:
        """The mode of an event noun in a clause, which "the fear that ..." and its kin ask for."""

    @abstractmethod
    def of_clause(self, clause: Clause, *, question: bool = False, depth: int = 0) -> Verdict:
        """The mode of what a clause says."""

    def _complement(self, clause: Clause, parent: Clause, depth: int) -> Verdict:
        if clause.connector in {"whether", "if"}:
            return Verdict(HYPOTHETICAL, clause.connector)
        verb = parent.verb
        is_heading = clause.governor is not None and self.language.says("nouns", clause.governor.lemma) is None
        if clause.governor is not None and not (
            is_heading and verb is not None
        ):  # "Ghazni: rebels take city, army denies"
            return self._noun_complement(clause.governor, parent, depth)
        if verb is None:
            return YES
        kind = self.language.says("saying", verb.lemma)
        own = self._verb(verb)
        is_against = kind == "denial" or verb.lemma in _VERBS.doubting
        nobody = parent.subject is not None and is_nobody(parent.subject)
        if is_against and (own.mode is NEGATED or nobody):
            is_open = self._is_vouching(parent.shared)
            return Verdict(HYPOTHETICAL, f"nor {verb.lemma}") if is_open else YES  # "nobody denies that"
        speaker = self._speaker(parent) or self._mistaken(parent) or self._reproached(parent)
        is_asked = clause.connector in _OPENERS.presupposed and is_over(clause) and own.mode is not FUTURE
        if is_asked and kind != "nonfactive" and (speaker is None or nobody):
            return YES  # "nobody knows why they took X"
        if speaker is not None:
            return speaker
        if verb.lemma in _VERBS.seeming and (clause.connector == "that" or kind is None):
            return Verdict(HYPOTHETICAL, verb.lemma)
        if verb.lemma in {"be", "seem", "appear"} or kind is None:
            return self._copular(parent, depth)
        if own.mode is NEGATED and own.cue != "not":
            return own  # "wrongly claimed that"
        if kind == "denial":
            return self.of_clause(parent, depth=depth + 1) if own.mode is not ACTUAL else Verdict(NEGATED, verb.lemma)
        if verb.lemma in _VERBS.believing and verb.passive:
            first = next((each for each in (*verb.adverbs, *parent.adverbs) if each in _VERBS.at_first), None)
            if first is not None and verb.tense == "past":
                return Verdict(HYPOTHETICAL, f"{first} {verb.lemma}")  # "it was at first thought that"
            if kind == "nonfactive":
                return YES
        if kind == "nonfactive":
            return Verdict(HYPOTHETICAL, verb.lemma)
        is_sure = (kind == "factive" and own.cue in _VERBS.vouching) or self.is_said_with_it(parent)
        if own.mode is not ACTUAL and not is_sure:
            return Verdict(HYPOTHETICAL, f"{own.cue} {verb.lemma}")
        return YES if own.mode is not ACTUAL else self.of_clause(parent, depth=depth + 1)

    def _is_vouching(self, other: Clause | None) -> bool:
        """Whether the verb before a denial vouches for what it denies: "could neither confirm nor deny that"."""
        verb = other.verb if other is not None else None
        return verb is not None and self.language.says("saying", verb.lemma) in {"factive", "neutral"}

    def _speaks_of(self, lemma: str) -> bool:
        """Whether who does this with "of" vouches for nothing: "said of reports that", "spoke of claims that"."""
        return self.language.says("saying", lemma) == "neutral" or self.language.says("gerund", lemma) is not None

    def _denied_by(self, parent: Clause) -> Verdict:
        """What somebody denies having done; he did it where he "does not deny" it."""
        assert parent.verb is not None
        if self.own(parent).mode is not NEGATED:
            return Verdict(NEGATED, parent.verb.lemma)
        is_open = self._is_vouching(parent.shared)  # "neither confirmed nor denied"
        return Verdict(HYPOTHETICAL, f"nor {parent.verb.lemma}") if is_open else YES

    def _mistaken(self, parent: Clause) -> Verdict | None:
        """What "in error", "by mistake" make of a verb of saying."""
        for word, phrase in parent.phrases:
            if word in {"in", "by"} and self.language.says("error", phrase.lemma):
                return Verdict(NEGATED, f"{word} {phrase.lemma}")
        return None

    def _reproached(self, parent: Clause) -> Verdict | None:
        """What is told of as said, and not as so: "jailed for writing that", "those who say that"."""
        verb = parent.verb
        wrong = next((each for each in parent.adverbs if self.language.says("error", each) == "adverbs"), None)
        if wrong is not None:
            return Verdict(NEGATED, wrong)
        if parent.kind == "participle" and verb is not None and verb.form == "gerund":
            above = parent.parent.verb if parent.parent is not None else None
            is_error = above is not None and self.language.says("error", above.lemma) == "verbs"
            if parent.connector == "for" or (parent.connector == "in" and is_error):
                return Verdict(HYPOTHETICAL, f"{parent.connector} {verb.lemma}")
        head = parent.head if parent.kind == "relative" else None
        if head is not None and head.head_token.low in _PARTIES.anybody:
            return Verdict(HYPOTHETICAL, head.head_token.low)
        return None

    def _copular(self, parent: Clause, depth: int) -> Verdict:
        for word in (*parent.adjectives, *(each.lemma for each in parent.objects)):
            kind = self.language.says("adjectives", word) or self.language.says("nouns", word)
            verb = parent.verb
            nor = verb is not None and verb.start > 0 and verb.tokens[verb.start - 1].low == "nor"  # "nor is it true"
            negated = nor or (verb is not None and self._verb(verb).mode is NEGATED)
            if kind == "negated":
                return YES if negated else Verdict(NEGATED, word)
            if kind == "hypothetical":
                return Verdict(HYPOTHETICAL, word)
            if word in {"true", "correct", "accurate"} and negated:
                return Verdict(NEGATED, f"not {word}")
        return self.of_clause(parent, depth=depth + 1)

    def _noun_complement(self, noun: Phrase, parent: Clause, depth: int) -> Verdict:
        found = self._noun(noun)
        verb = parent.verb
        if noun.preposition == "of" and verb is not None and self._speaks_of(verb.lemma):
            return Verdict(HYPOTHETICAL, f"{verb.lemma} of")  # "not true, the army said of reports that"
        if noun.preposition is not None and self.language.says("contrary", noun.preposition.replace(" ", "_")):
            return Verdict(HYPOTHETICAL, noun.preposition)  # "despite claims that"
        if (reproached := self._reproached(parent)) is not None:
            return reproached
        if noun.lemma in _NOUNS.doubting and not _NOUNS.hardly_any.isdisjoint(each.low for each in noun.own):
            return YES  # "there is little doubt that"
        if found is not None and found.mode is not ACTUAL:
            return found
        if (
            found is not None
            and verb is not None
            and noun in parent.objects
            and self.language.says("retraction", verb.lemma) == "verbs"
        ):
            return Verdict(NEGATED, verb.lemma)  # "withdrew its report that ..."
        return self.of_phrase(noun, parent, depth=depth + 1)
