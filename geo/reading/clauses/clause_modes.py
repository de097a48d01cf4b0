"""The mode of a clause, from itself and the chain of clauses above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.complement_modes import ComplementModes
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.verb_modes import (
    ACTUAL,
    FUTURE,
    HYPOTHETICAL,
    NEGATED,
    YES,
    Verdict,
    is_nobody,
    takes_time,
    words_of,
)
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_NOUNS = clause_words().nouns
_PARTIES = clause_words().parties
_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_GOVERNING = frozenset({"of", "for", "about", "at", "in", "to", "against", "from", "on", "close to", "into"})
_AHEAD = frozenset({"of", "from", "to"})
_DOERS = frozenset({NamedBy.ACTOR, NamedBy.PLACE})
"""Who is before a form in "-ing" without a verb of his own: "rebels on the brink of taking X", "X near falling"."""
DEEPEST = 24
HISTORICAL = AssertionMode.HISTORICAL


class ClauseModes(ComplementModes):
    """Reads the modes of clauses."""

    def of_clause(self, clause: Clause, *, question: bool = False, depth: int = 0) -> Verdict:
        """The mode of what a clause says."""
        own = self.own(clause)
        if own.mode is not ACTUAL:
            if own.mode is NEGATED or depth:
                return own
            above = self._above(clause, depth)
            return own if above.mode is not NEGATED else above
        above = self._above(clause, depth)
        if above.mode is ACTUAL and question and depth == 0:
            return Verdict(HYPOTHETICAL, "?")
        return above

    def _above(self, clause: Clause, depth: int) -> Verdict:
        parent = clause.parent
        if depth > DEEPEST:
            return Verdict(HYPOTHETICAL, "nested too deeply")
        kind = clause.kind
        if kind == "conjunct" and clause.shared is not None:
            return self._above(clause.shared, depth + 1)
        if parent is None:
            headed = self._noun(clause.governor) if kind == "main" and clause.governor is not None else None
            return headed if headed is not None and headed.mode is not ACTUAL else YES  # "Fake news: ..."
        if kind == "complement":
            return self._complement(clause, parent, depth)
        if kind == "infinitive":
            return self._infinitive(clause, parent, depth)
        if kind == "participle":
            return self._participle(clause, parent, depth)
        if kind == "adverbial":
            return self._adverbial(clause, parent)
        if kind == "relative":
            head = clause.head
            if head is not None and is_nobody(head):
                return Verdict(NEGATED, words_of(head))
            if head is not None and not clause.dates and (marked := self._marked(head, parent)) is not None:
                return marked  # "the anniversary of a bombing that killed nine"
            if head in parent.objects and self._is_denied_word(clause, parent):
                return Verdict(NEGATED, "denied")  # "contradicted residents who said that X fell"
            if head is not None and clause.gap in {"other", "place"} and self.language.says("fiction", head.lemma):
                return Verdict(HYPOTHETICAL, head.lemma)  # "a play in which the city falls"
            if (
                head is not None
                and clause.gap in {"subject", "object"}
                and parent.verb is not None
                and parent.verb.lemma in {"be", "become"}
                and (head in parent.objects or (parent.subject is not None and parent.subject.pronoun))
            ):
                return self.of_clause(parent, depth=depth + 1)  # "it was the Taliban who ..."
            return YES
        return YES

    def _marked(self, head: Phrase, parent: Clause) -> Verdict | None:
        """What the noun that a happening belongs to makes of a clause about it, where that is told as long past."""
        told = (parent.subject, *parent.objects, *(phrase for _, phrase in parent.phrases))
        around = [each for each in told if each is not None and any(inner is head for inner in each.inside())]
        outer = (each for phrase in around for each in phrase.inside() if each.of is not None)
        found = (self._noun(each) for each in outer)
        return next((each for each in found if each is not None and each.mode is HISTORICAL), None)

    def _is_denied_word(self, clause: Clause, parent: Clause) -> bool:
        """Whether somebody is contradicted, and a clause tells what he said."""
        own, above = clause.verb, parent.verb
        is_denied = above is not None and self.language.says("saying", above.lemma) == "denial"
        return is_denied and own is not None and self.language.says("saying", own.lemma) is not None

    def _infinitive(self, clause: Clause, parent: Clause, depth: int) -> Verdict:
        if (
            parent.verb is not None
            and parent.verb.lemma in {"be", "have"}
            and "yet" in {*parent.adverbs, *parent.verb.adverbs, *(clause.verb.adverbs if clause.verb else ())}
        ):
            return Verdict(NEGATED, "yet to")
        governed = clause.governor is not None and self.language.says("nouns", clause.governor.lemma) is not None
        if not governed and self.is_ranked(clause):
            was_so = clause.verb is not None and clause.verb.lemma in _VERBS.copulas
            if was_so and parent.verb is not None and parent.verb.tense == "past":
                return Verdict(HISTORICAL, "was")  # "was the last district to be under their control"
            return self.of_clause(parent, depth=depth + 1)
        if clause.governor is not None:
            kind = self.language.says("nouns", clause.governor.lemma)
            if kind in {"hypothetical", "negated"}:
                is_done = clause.governor is parent.subject and self._has_succeeded(parent)
                return YES if is_done else Verdict(AssertionMode(kind), clause.governor.lemma)
            if kind == "reporting" and clause.verb is not None and clause.verb.perfect:
                return self._noun_complement(clause.governor, parent, depth)  # "their claim to have captured X"
        verb = parent.verb
        if verb is None:
            return Verdict(HYPOTHETICAL, "to")
        is_over = clause.verb is not None and clause.verb.perfect
        if is_over and clause.governor is not None and verb.lemma in _VERBS.copulas:
            return self.of_clause(parent, depth=depth + 1)  # "one of nine districts to have fallen"
        ahead = verb.tokens[clause.start - 1].low if clause.start else ""
        is_only = ahead == "only" or (clause.verb is not None and "only" in clause.verb.adverbs)
        is_saying = self.is_duty_to_say(clause, parent) or self.is_called_to_say(clause, parent)
        if takes_time(parent) or is_only or is_saying:
            return self.of_clause(parent, depth=depth + 1)  # "it took them a day to", "took it only to lose it"
        kind = self._catenative(parent)
        if verb.lemma in _VERBS.having and _is_parted(verb, clause):
            return Verdict(HYPOTHETICAL, verb.lemma)  # "have until Friday to leave X", "have the men to take X"
        if kind == "implicative" and not (parent.objects and verb.lemma in place_words().sending):
            return self.of_clause(parent, depth=depth + 1)  # not "rushed men to X to arrest him"
        if kind == "negative":
            above = self.own(parent)
            return (
                Verdict(NEGATED, verb.lemma)
                if above.mode is not NEGATED
                else Verdict(HYPOTHETICAL, f"not {verb.lemma}")
            )
        if kind in {"future", "hypothetical"}:
            above = self.of_clause(parent, depth=depth + 1)
            return above if above.mode in {HYPOTHETICAL, NEGATED} else Verdict(AssertionMode(kind), verb.lemma)
        return Verdict(HYPOTHETICAL, "to")

    def _has_succeeded(self, parent: Clause) -> bool:
        """Whether what somebody tried came off: "their attempt to take X succeeded"."""
        verb = parent.verb
        return verb is not None and verb.lemma in _VERBS.coming_off and self.of_clause(parent).mode is ACTUAL

    def _participle(self, clause: Clause, parent: Clause, depth: int) -> Verdict:
        word = clause.connector
        if word is not None:
            kind = self.language.says("connectives", word.replace(" ", "_"))
            if kind is not None:
                return Verdict(AssertionMode(kind), word)
            if word == "from" and clause.verb is not None and _is_far_from(clause.verb):
                return Verdict(NEGATED, "far from")
            if word in _GOVERNING:
                return self._governed(clause, parent, word, depth)
            return self._unless_unsure(parent, depth)
        if (
            clause.head is not None
            and clause.parent is parent
            and not clause.after_comma
            and parent.verb is not None
            and clause.verb is not None
            and clause.verb.form == "gerund"
        ):
            kind = self.language.says("saying", parent.verb.lemma)
            if kind == "denial":
                return self._denied_by(parent)
            if kind == "nonfactive":
                return Verdict(HYPOTHETICAL, parent.verb.lemma)
            governing = self._catenative(parent) if clause.head is parent.subject and not parent.objects else None
            if governing == "negative":
                return self.prevented(parent, depth)  # "avoided arresting them", "did not stop arresting them"
            if governing == "implicative":
                return self.of_clause(parent, depth=depth + 1)  # "vowed to keep attacking them"
        if (
            clause.verb is not None
            and clause.verb.form == "gerund"
            and not clause.after_comma
            and clause.head is None
            and parent.verb is not None
            and parent.verb.start < clause.start  # "visiting X, he called for peace": not what he called for
        ):
            kind = self.language.says("saying", parent.verb.lemma) or ""
            if kind == "denial":
                return self._denied_by(parent)
            if kind == "nonfactive":
                return Verdict(HYPOTHETICAL, parent.verb.lemma)
            catenative = self._catenative(parent)
            if catenative == "negative":
                return self.prevented(parent, depth)
            if catenative in {"hypothetical", "future"} and parent.verb.lemma not in _VERBS.under_way_by:
                return Verdict(HYPOTHETICAL, parent.verb.lemma)
        if clause.head is not None and not clause.after_comma:
            if is_nobody(clause.head):
                return Verdict(NEGATED, words_of(clause.head))
            if self._in_fiction(parent):
                return Verdict(HYPOTHETICAL, "fiction")
            is_copula = parent.verb is not None and parent.verb.lemma in _VERBS.copulas
            if is_copula and clause.head in parent.objects and self.own(parent).mode in {FUTURE, HYPOTHETICAL}:
                return self.own(parent)  # "it would be the first city taken by the Taliban"
            return self._behind_connective(clause, parent) or self._of_object(clause, clause.head, parent, depth)
        above = self.of_clause(parent, depth=depth + 1)
        if above.mode is NEGATED and _came_before(clause, parent):
            return self._speaker(parent) or YES  # "arrested on Monday, he was never tried"
        return above

    def prevented(self, clause: Clause, depth: int) -> Verdict:
        """The mode of what a verb like "prevent" governs: who "could not prevent" that saw it happen."""
        verb = clause.verb
        assert verb is not None
        above = self.of_clause(clause, depth=depth + 1)
        if verb.lemma not in _VERBS.preventing or above.mode is ACTUAL:
            return Verdict(NEGATED, verb.lemma)
        is_over = verb.form != "finite" or verb.perfect or verb.modal == "could" or verb.tense == "past"
        if above.mode is NEGATED and is_over and verb.modal in {None, "could"}:
            return YES
        return Verdict(HYPOTHETICAL, f"{above.cue} {verb.lemma}")

    def _of_object(self, clause: Clause, head: Phrase, parent: Clause, depth: int) -> Verdict:
        """The mode of what the head of a form in "-ing" does, as the verb above has it: "did not show X taking Y".

        What merely says which X ("killed men holding Y") is so.
        """
        if clause.verb is None or parent.verb is None:
            return YES
        verb = parent.verb
        if clause.verb.form != "gerund":
            is_said = head in parent.objects and self.language.says("saying", verb.lemma) == "neutral"
            return self.of_clause(parent, depth=depth + 1) if is_said else YES  # "rebels say X taken, army denies"
        if head in parent.objects:
            if self._catenative(parent) == "negative":
                return self.prevented(parent, depth)  # "prevented X taking Y"
            if verb.lemma in _VERBS.depicting or self.language.says("saying", verb.lemma) == "factive":
                return self._speaker(parent) or self.of_clause(parent, depth=depth + 1)
            return YES
        word = next((each for each, phrase in parent.phrases if phrase is head), None)
        if word is None or word not in _GOVERNING:
            return YES
        if self.language.says("saying", verb.lemma) in {"factive", "neutral"}:
            return self._speaker(parent) or self.of_clause(parent, depth=depth + 1)  # "told of X taking Y"
        governed = self._governed(clause, parent, word, depth)
        return governed if governed.mode is HYPOTHETICAL else YES

    def _behind_connective(self, clause: Clause, parent: Clause) -> Verdict | None:
        """What the preposition before whoever does it makes of a form in -ing: "instead of insurgents attacking X"."""
        word = next((word for word, phrase in parent.phrases if phrase is clause.head), "")
        kind = self.language.says("connectives", word.replace(" ", "_"))
        is_deed = clause.verb is not None and clause.verb.form == "gerund"
        return Verdict(AssertionMode(kind), word) if kind is not None and is_deed else None

    def _governed(self, clause: Clause, parent: Clause, word: str, depth: int) -> Verdict:
        if clause.governor is not None:
            found = self._noun(clause.governor)
            if found is not None:
                return found if found.mode is not ACTUAL else self.of_clause(parent, depth=depth + 1)
        verb = parent.verb
        adverbs = clause.verb.adverbs if clause.verb is not None else ()
        if any(self.language.says("accusing", each) == "allegedly" for each in adverbs):
            return Verdict(HYPOTHETICAL, word)  # "flogged for allegedly selling opium"
        if word == "close to" or any(
            self.language.says("adjectives", each) in {"hypothetical", "negated"} or each in {"close", "near"}
            for each in parent.adjectives
        ):
            return Verdict(HYPOTHETICAL, word)
        if verb is None:
            is_ahead = word in _AHEAD and parent.subject is not None and phrase_class(parent.subject) in _DOERS
            return Verdict(HYPOTHETICAL, word) if is_ahead else YES
        ahead = verb.tokens[max(0, clause.verb.start - 2)].low if clause.verb is not None else ""
        if word == "to" and ahead in _VERBS.nearing:
            return Verdict(HYPOTHETICAL, f"{ahead} to")
        kind = self.language.says("saying", verb.lemma)
        if kind == "denial":
            return Verdict(NEGATED, verb.lemma)
        catenative = self.language.says("infinitive", f"{verb.lemma}_{word}") or self._catenative(parent)
        if catenative == "negative":
            return self.prevented(parent, depth)
        if self.language.says("gerund", verb.lemma) == "hypothetical":
            return Verdict(HYPOTHETICAL, verb.lemma)
        if kind == "nonfactive" or catenative in {"hypothetical", "future"}:
            return Verdict(HYPOTHETICAL, verb.lemma)
        return self.of_clause(parent, depth=depth + 1)

    def _unless_unsure(self, parent: Clause, depth: int) -> Verdict:
        """What "after" and its kin presuppose happened, unless the clause above lies ahead itself."""
        if parent.kind == "infinitive" and parent.parent is not None:
            above = self.of_clause(parent, depth=depth + 1)
            return above if above.mode in {FUTURE, HYPOTHETICAL} else YES
        own = self.own(parent)
        if own.mode in {FUTURE, HYPOTHETICAL}:
            return own
        return YES

    def _adverbial(self, clause: Clause, parent: Clause) -> Verdict:
        word = clause.connector or ""
        kind = self.language.says("connectives", word.replace(" ", "_"))
        if kind is not None:
            return Verdict(AssertionMode(kind), word)
        if word == "since" and _counts_years(parent):
            return Verdict(HISTORICAL, "since")  # "it is fifteen years since X fell"
        verb = clause.verb
        present = (
            verb is not None
            and verb.tense == "present"
            and not (verb.perfect and word == "after")
            and not verb.progressive
            and verb.modal is None
        )
        is_done_then = (
            verb is not None
            and verb.perfect
            and "had" not in (token.low for token in verb.tokens[verb.start : verb.head])
        )
        if (
            word in _OPENERS.ending
            and parent.verb is not None
            and parent.verb.modal in _VERBS.refusing_modals
            and parent.verb.negated
        ):
            return Verdict(HYPOTHETICAL, word)  # "said it would not talk until they had left"
        if present and word in {"when", "as", "after"} and _is_told_now(parent):
            return self.of_clause(parent)
        if word in _OPENERS.temporal and (present or (is_done_then and self.own(parent).mode is FUTURE)):
            return Verdict(HYPOTHETICAL, word)  # "as soon as they have taken X, they will march"
        if word in _OPENERS.temporal and word in {"when", "once", "as soon as"} and self.own(parent).mode is FUTURE:
            return Verdict(FUTURE, word)
        return YES


def _is_far_from(verb: VerbGroup) -> bool:
    """Whether "far from" opens a clause: "far from taking X, they fled"."""
    return [token.low for token in verb.tokens[max(0, verb.start - 2) : verb.start]] == ["far", "from"]


def _is_told_now(clause: Clause) -> bool:
    """Whether a present tense tells of one happening, as chronologies do: "40 people are killed when a bomb hits X"."""
    verb = clause.verb
    if verb is not None and (verb.tense != "present" or verb.modal is not None or verb.negated or verb.future):
        return False
    parties = [each for each in (clause.subject, *clause.objects) if each is not None]
    is_counted = any(token.tag == "CD" for each in parties for token in each.own)
    return is_counted or any(token.day is not None and token.day.names_day for token in clause.dates)


def _counts_years(clause: Clause) -> bool:
    """Whether a clause says that it is so many years since something."""
    if clause.verb is None or clause.verb.lemma not in {"be", "pass", "go"}:
        return False
    if any("year" in token.low or "decade" in token.low for token in clause.dates):
        return True
    counted = (*clause.times, *clause.objects, *([clause.subject] if clause.subject is not None else []))
    return any(each.lemma in {"year", "decade", "century"} for each in counted)


def _came_before(clause: Clause, parent: Clause) -> bool:
    """Whether a participle ahead of a verb that is denied tells what was done before: "arrested", "having taken X"."""
    verb, above = clause.verb, parent.verb
    if verb is None or above is None or clause.head is not None or verb.start > above.start:
        return False
    return above.negated and not verb.negated and (verb.passive or verb.perfect)


def _is_parted(verb: VerbGroup, clause: Clause) -> bool:
    """Whether what somebody has stands before an infinitive, and says not that it came to that ("no choice but to")."""
    if clause.verb is not None and clause.verb.lemma in _VERBS.concerning:
        return False  # "had nothing to do with the bombing"
    between = [each for each in verb.tokens[verb.end : clause.start] if each.tag != "RB"]
    return bool(between) and _VERBS.doing.isdisjoint(each.low for each in between)
