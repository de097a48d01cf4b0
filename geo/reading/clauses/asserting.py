"""Is it asserted? The mode of a verb or an event noun, from the whole chain of clauses above it.

What decides, from the inside out: the verb's own negation and modality; its subject ("no group"); the word that opens
its clause; the verb of saying, wanting or preventing that governs it, with that verb's own negation and modality; and
so on up to the main clause. The classes of words are `data/languages/en/assertion.toml`. Dates decide later between
actual and historical.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses import bargains
from geo.reading.clauses.claimed_deeds import is_claimed, is_reproach
from geo.reading.clauses.clause_modes import DEEPEST, ClauseModes
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.verb_modes import (
    ACTUAL,
    FUTURE,
    HYPOTHETICAL,
    NEGATED,
    YES,
    Verdict,
    is_over,
    words_of,
)
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_OPENERS = clause_words().openers
_NOUNS = clause_words().nouns
_VERBS = clause_words().verbs
_PREPOSITIONS = clause_words().prepositions
_PRONOUNS = clause_words().pronouns
_OUTCOME = 6
"""So many words behind "proved" or "turned out" say what a report was: "to be entirely wrong"."""
_INFINITIVE = 2  # words: "to begin"


class Assertion(ClauseModes):
    """Reads modes by the words of one language."""

    def of_phrase(self, phrase: Phrase, clause: Clause, *, question: bool = False, depth: int = 0) -> Verdict:
        """The mode of an event noun that is, or stands inside, a phrase of a clause."""
        if depth > DEEPEST:
            return Verdict(HYPOTHETICAL, "nested too deeply")
        outer = self._outermost(phrase, clause)
        if outer is not None and _is_suffered(outer, phrase):
            return YES  # "so that aid could reach victims of the flood"
        if outer is not None and clause.verb is not None and is_reproach(phrase, outer, clause):
            return Verdict(HYPOTHETICAL, clause.verb.lemma)
        is_deed = outer is not None and is_claimed(phrase, outer, clause)
        found = self._by_itself(phrase) if is_deed else self._inside(phrase, clause)
        if is_deed or (found is not None and found.mode is not ACTUAL):
            return found or YES
        verdict = self._in_clause(outer or phrase, clause, depth, phrase)
        if verdict.mode is ACTUAL and question and depth == 0:
            return Verdict(HYPOTHETICAL, "?")
        is_open = verdict.mode in {HYPOTHETICAL, FUTURE} and verdict.cue != "fiction"
        return YES if is_open and _is_dated_before(phrase) else verdict

    def _by_itself(self, phrase: Phrase) -> Verdict | None:
        """What the noun's own adjectives and determiner say."""
        if (found := self.qualified(phrase)) is not None:
            return found
        if phrase.determiner in {"no", "any", "neither"}:
            return Verdict(NEGATED if phrase.determiner != "any" else HYPOTHETICAL, phrase.determiner)
        if phrase.own and phrase.own[0].low in _NOUNS.hardly_any:
            return Verdict(HYPOTHETICAL, phrase.own[0].low)  # "little evidence that"
        return None

    def qualified(self, phrase: Phrase) -> Verdict | None:
        """What the noun's own adjectives say: "a mock attack", "an alleged raid"."""
        for token in phrase.own:
            kind = self.language.says("adjectives", token.low.replace("-", "_"))
            if kind is not None:
                return Verdict(AssertionMode(kind), token.low)
        return None

    def _inside(self, phrase: Phrase, clause: Clause) -> Verdict | None:
        """What the noun's own words, and the nouns that it belongs to, say."""
        if (found := self._by_itself(phrase)) is not None:
            return found
        outer = self._outermost(phrase, clause)
        if outer is not None and outer is not phrase:
            return self._noun_path(outer, phrase, clause)
        return None

    def _noun_path(self, outer: Phrase, phrase: Phrase, clause: Clause) -> Verdict | None:
        for each in _path(outer, phrase):
            if each is phrase or (each is outer and self._is_undergone(each, clause)):
                continue
            if each.of is phrase and self.language.says("lacking", each.lemma) is not None:
                return Verdict(NEGATED, each.lemma)
            found = self._noun(each)
            if found is not None and found.mode is not ACTUAL:
                return found
            if bargains.is_talked_over(each, phrase):
                return Verdict(HYPOTHETICAL, each.lemma)
            if each.determiner == "no":
                return Verdict(NEGATED, "no")
        return None

    def _is_undergone(self, phrase: Phrase, clause: Clause) -> bool:
        """Whether a clause says of somebody or something that it was what befell it: "was the scene of fighting"."""
        is_state = clause.verb is not None and clause.verb.lemma in _VERBS.copulas and phrase in clause.objects
        return is_state and self.language.says("undergoing", phrase.lemma) is not None

    def _outermost(self, phrase: Phrase, clause: Clause) -> Phrase | None:
        """The phrase of the clause that holds an inner one."""
        for each in _of_clause(clause):
            if any(inner is phrase for inner in each.inside()):
                return each
        return None

    def _in_clause(self, phrase: Phrase, clause: Clause, depth: int, inner: Phrase | None = None) -> Verdict:
        """The mode of a phrase of a clause, or of the noun `inner` that stands inside it."""
        verb = clause.verb
        if verb is None:
            return self.of_clause(clause, depth=depth + 1) if clause.parent is not None else self._around(clause)
        subject = phrase is clause.subject
        if subject and not verb.passive and not self._is_headline_passive(clause):
            return self._as_subject(phrase, clause, depth)
        if subject and verb.lemma in _VERBS.followed and phrase.determiner == "the" and verb.modal != "would":
            return YES  # "the fall of X could be followed by that of Y"
        if subject or phrase in clause.objects:
            if inner is not None and verb.lemma in _VERBS.addressing and _is_behind_of(phrase, inner):
                told = self.language.says("saying", verb.lemma)
                if told in {"factive", "neutral"}:
                    return self.of_clause(clause, depth=depth + 1)  # "told reporters of fierce fighting"
            if (put_off := bargains.as_object(phrase, clause)) is not None:
                return put_off
            if verb.lemma in _VERBS.warding and not (_is_own(phrase) or bargains.is_change(phrase)):
                return self.of_clause(clause, depth=depth + 1)  # "troops halted an attack on X"
            return self._as_object(clause, depth)
        preposition = next((each for each, other in clause.phrases if other is phrase), None)
        if preposition is None:
            return self.of_clause(clause, depth=depth + 1)
        connective = self.language.says("connectives", preposition.replace(" ", "_"))
        if connective is not None:
            return Verdict(AssertionMode(connective), preposition)
        if (likened := self._likened(verb, preposition)) is not None:
            return likened
        aimed = bargains.behind_preposition(phrase, preposition, clause, self._catenative(clause))
        if aimed is not None:
            return aimed
        is_known = self.language.says("commenting", verb.lemma) is not None and phrase is inner
        if preposition in _OPENERS.presupposing or (is_known and phrase.determiner == "the"):
            own = self.own(clause)
            if own.mode in {FUTURE, HYPOTHETICAL} and own.cue in {"would", "will", "'ll"}:
                return own
            return self._to_come(clause) or YES
        if preposition in _PREPOSITIONS.governed and self._is_taken_back(clause):
            return Verdict(NEGATED, verb.lemma)
        if self.language.says("nouns", phrase.lemma) == "reporting" and (baseless := self._is_baseless(clause)):
            return baseless  # "there was no truth in reports of fighting"
        if preposition in _PREPOSITIONS.governed:
            if (meant := self._meant(phrase, preposition, clause)) is not None:
                return meant
            kind = self.language.says("saying", verb.lemma)
            if kind in {"denial", "nonfactive"}:
                return Verdict(NEGATED if kind == "denial" else HYPOTHETICAL, verb.lemma)
            if self._catenative(clause) == "negative" and preposition not in _PREPOSITIONS.stating:
                return Verdict(NEGATED, verb.lemma)
            for word in clause.adjectives:
                if self.language.says("adjectives", word) is not None or word in {"close", "near", "ready", "ripe"}:
                    return Verdict(HYPOTHETICAL, word)
        verdict = self.of_clause(clause, depth=depth + 1)
        return YES if preposition in _OPENERS.during and self._is_presupposed(phrase, clause, verdict) else verdict

    def _to_come(self, clause: Clause) -> Verdict | None:
        """What is still to come first, where something is only due: "the talks are to begin after the release"."""
        above = clause.parent
        is_due = clause.kind == "infinitive" and above is not None and above.verb is not None
        if not is_due or above is None or above.verb is None or above.verb.lemma not in _VERBS.copulas:
            return None
        found = self.of_clause(clause)
        return found if found.mode is FUTURE else None

    def _likened(self, verb: VerbGroup, preposition: str) -> Verdict | None:
        """What a verb and its preposition say of what stands behind them.

        "Mistook thunder for shelling", "it sounded like a blast", "dismissed as rumours reports of a blast".
        """
        kind = self.language.says("saying", f"{verb.lemma}_{preposition}")
        if preposition == "as" and self.language.says("saying", verb.lemma) == "denial":
            kind = "denial"
        if kind not in {"denial", "nonfactive"}:
            return None
        return Verdict(NEGATED if kind == "denial" else HYPOTHETICAL, verb.lemma)

    def _is_presupposed(self, phrase: Phrase, clause: Clause, verdict: Verdict) -> bool:
        """Whether something happened in which others were not hurt, or may have been: "no one was hurt in the blast".

        One that was not told of before ("in a blast") did where the clause itself says that nobody was harmed.
        """
        verb = clause.verb
        if verb is None or verdict.mode not in {NEGATED, HYPOTHETICAL} or not is_over(clause):
            return False
        if self.language.says("infinitive", verb.lemma) is not None:
            return False  # "did not succeed in the capture"
        is_definite = phrase.determiner in _PRONOUNS.definite or phrase.possessor is not None
        is_harm = verb.lemma in place_words().harmed and self.own(clause).mode is NEGATED
        return is_harm or is_definite

    def _meant(self, phrase: Phrase, preposition: str, clause: Clause) -> Verdict | None:
        """What the object before a phrase says of it, also where a day parts them.

        "Drew up plans for an attack", "there were calls on Monday for the arrest".
        """
        before = next((each for each in clause.objects if each.end < phrase.start), None)
        if before is None:
            return None
        between = phrase.tokens[before.end : phrase.start - 1]
        if preposition not in (_PREPOSITIONS.wished if between else _OPENERS.meant):
            return None
        if any(token.kind != "date" and token.tag != "IN" for token in between) or (between and not clause.dates):
            return None
        found = self._noun(before)
        return found if found is not None and found.mode in {HYPOTHETICAL, FUTURE} else None

    def _is_headline_passive(self, clause: Clause) -> bool:
        """Whether a verb of fearing or denying behind an event noun has lost its auxiliary: "Fall of X feared"."""
        verb = clause.verb
        assert verb is not None
        bare = verb.tense == "past" and verb.end - verb.start == 1 and not clause.objects
        return bare and self.language.says("saying", verb.lemma) in {"nonfactive", "denial"}

    def _around(self, clause: Clause) -> Verdict:
        return Verdict(HYPOTHETICAL, "fiction") if self._in_fiction(clause) else YES

    def _as_subject(self, phrase: Phrase, clause: Clause, depth: int) -> Verdict:
        """A definite event noun as a subject is presupposed, unless it is its coming about that is in doubt.

        An indefinite one ("riots could follow", "a flood will hit the valley") is as sure as its verb.
        """
        verb = clause.verb
        assert verb is not None
        own = self._verb(verb)
        happening = self._comes_about(clause)
        if (to_come := bargains.as_subject(phrase, clause)) is not None:
            return to_come
        if verb.modal in {"would", "should", "'d"}:
            return Verdict(HYPOTHETICAL, verb.modal)
        if (proved := self._proved(verb)) is not None:
            return proved
        if (baseless := self._is_baseless(clause)) is not None:
            return baseless
        if verb.lemma == "be" and self._is_to_come(verb):
            return Verdict(FUTURE, "to")
        if verb.lemma in {"be", "become", "seem", "appear", "look", "remain"}:
            for word in (*clause.adjectives, *(each.lemma for each in clause.objects)):
                kind = self.language.says("adjectives", word) or self.language.says("nouns", word)
                if kind in {"negated", "hypothetical"}:
                    return Verdict(AssertionMode(kind), word)
            if any(self._is_matter_of_time(each) for each in clause.objects):
                return Verdict(HYPOTHETICAL, "a matter of time")
            if own.mode is not ACTUAL and not clause.objects:
                return own
        if happening and own.mode is not ACTUAL:
            return own
        if own.mode in {HYPOTHETICAL, FUTURE} and not verb.perfect and _is_indefinite(phrase):
            return own
        if any(
            self.language.says("connectives", (each.connector or "").replace(" ", "_"))
            for each in (clause, *clause.chain())
            if each.kind == "adverbial"
        ):
            return Verdict(HYPOTHETICAL, "if")
        above = self._above(clause, depth)
        if above.mode is HYPOTHETICAL and above.cue == "to":
            return YES
        return (
            above
            if above.mode in {NEGATED, HYPOTHETICAL} and clause.kind == "adverbial"
            else YES
            if clause.kind != "complement"
            else self._said(clause, depth)
        )

    def _is_matter_of_time(self, phrase: Phrase) -> bool:
        """Whether a phrase says that something has yet to come: "a matter of days"."""
        of = phrase.of
        is_time = of is not None and (of.lemma in self.language.time_nouns or of.lemma == "time")
        return is_time and phrase.lemma in _VERBS.matters

    def _comes_about(self, clause: Clause) -> bool:
        """Whether a verb says that its subject came about: "began", "took place"; not "took ten lives"."""
        verb = clause.verb
        assert verb is not None
        lemma = f"{verb.lemma}_{clause.objects[0].lemma}" if verb.lemma == "take" and clause.objects else verb.lemma
        return self.language.says("happening", lemma) is not None and verb.lemma in _VERBS.coming_about

    def _is_to_come(self, verb: VerbGroup) -> bool:
        """Whether a form of "be" says that its subject was still to come: "talks were to begin", "are due to be held".

        "Is due in X on Monday", but "was due to a lapse".
        """
        behind = [token for token in verb.tokens[verb.end : verb.end + 5] if token.tag != "RB" and token.lemma != "be"]
        due = next(iter(behind), None)
        if due is not None and due.low in _VERBS.still_due:
            is_bare = " " not in due.low  # not "due to", which is one word
            if is_bare and (len(behind) == 1 or behind[1].tag not in {"TO", "IN"} or behind[1].low != "to"):
                return True
            behind = behind[1:] if is_bare else behind
        elif len(behind) < _INFINITIVE or behind[0].tag != "TO":
            return False
        if len(behind) < _INFINITIVE:
            return False
        lemma = behind[1].lemma
        is_held = self.language.says("own_deed", lemma) is not None and self.language.says("saying", lemma) is None
        return lemma in _VERBS.coming_about or is_held

    def _proved(self, verb: VerbGroup) -> Verdict | None:
        """What came out of a report: "proved false", "turned out to be wrong", "did not hold up"."""
        kind = self.language.says("proving", f"{verb.lemma}_{verb.particle}" if verb.particle else verb.lemma)
        if kind == "standing":
            return Verdict(NEGATED, f"not {verb.lemma}") if verb.negated else None
        if kind is None or verb.negated:
            return None
        is_noun = False  # "turned out to be a wrong turn", but "to be a hoax"
        for token in verb.tokens[verb.end : verb.end + _OUTCOME]:
            if token.tag in {",", ";", ".", "CC"}:
                return None
            is_noun = is_noun or token.tag == "DT"
            if self.language.says("nouns" if is_noun else "adjectives", token.low) == "negated":
                return Verdict(NEGATED, f"{verb.lemma} {token.low}")
        return None

    def _is_taken_back(self, clause: Clause) -> bool:
        """Whether a report is taken back: "withdrew its story about the fall of X"."""
        verb = clause.verb
        if verb is None or verb.negated or self.language.says("retraction", verb.lemma) != "verbs":
            return False
        return any(self.language.says("nouns", each.lemma) == "reporting" for each in clause.objects)

    def _is_baseless(self, clause: Clause) -> Verdict | None:
        """What is missing to a report that "lacks any basis", "has no foundation" or on which doubt is cast."""
        verb = clause.verb
        assert verb is not None
        for each in clause.objects:
            is_some = each.determiner == "some" and self.language.says("basis", each.lemma) == "nouns"
            if is_some or self.language.says("basis", each.lemma) == "doubts":
                return Verdict(HYPOTHETICAL, words_of(each))
            if verb.lemma == "be" and self.language.says("basis", each.head_token.low) == "none":
                return Verdict(NEGATED, words_of(each))  # "there is nothing to the report"
            if self.language.says("basis", each.lemma) != "nouns":
                continue
            is_lacking = self.language.says("basis", verb.lemma) == "lacking" and not verb.negated
            if is_lacking or verb.negated or each.determiner == "no":
                return Verdict(NEGATED, words_of(each))
        return None

    def _said(self, clause: Clause, depth: int) -> Verdict:
        above = self._above(clause, depth)
        return above if above.mode is NEGATED else YES

    def _as_object(self, clause: Clause, depth: int) -> Verdict:
        """The object of denying, fearing, preventing is not asserted; that of other verbs as the clause is."""
        verb = clause.verb
        assert verb is not None
        kind = self.language.says("saying", verb.lemma)
        own = self.own(clause)
        subject = clause.subject
        if verb.lemma in _VERBS.copulas and subject is not None and self.language.says("aiming", subject.lemma):
            return Verdict(HYPOTHETICAL, subject.lemma)  # "the aim was the capture of X"
        if verb.particle and (combined := self.language.says("saying", f"{verb.lemma}_{verb.particle}")):
            kind = combined
        if kind == "denial":
            return self._denied_by(clause)
        if self._is_taken_back(clause):
            return Verdict(NEGATED, verb.lemma)
        if kind == "nonfactive":
            return Verdict(HYPOTHETICAL, verb.lemma)
        catenative = self._catenative(clause)
        if catenative == "negative":
            return self.prevented(clause, depth)
        if catenative in {"hypothetical", "future"} and verb.lemma not in _VERBS.under_way:
            return Verdict(HYPOTHETICAL, verb.lemma)
        if kind == "factive" and own.mode is NEGATED:
            return Verdict(HYPOTHETICAL, f"not {verb.lemma}")
        if kind in {"factive", "neutral"} and self.is_said_with_it(clause):
            return self._above(clause, depth)
        if own.mode is not ACTUAL:
            return own
        return self.of_clause(clause, depth=depth + 1)


def _is_indefinite(phrase: Phrase) -> bool:
    """Whether a phrase speaks of any of its kind: no article or "a", nobody and nothing that it belongs to."""
    if (
        phrase.determiner not in {None, "a", "an", "any", "some", "more", "another", "further"}
        or phrase.possessor is not None
        or (phrase.of is not None and phrase.determiner is None)
    ):
        return False
    return all(token.kind == "word" for token in phrase.own)


def _is_dated_before(phrase: Phrase) -> bool:
    """Whether a happening belongs to a day that is over, so that it has happened: "look into last month's strike"."""
    first = phrase.tokens[phrase.start]
    return first.kind == "date" and first.words[0] in _NOUNS.days_before


def _is_own(phrase: Phrase) -> bool:
    """Whether an attack that somebody halts may be his own: "halted attacks in X", "halted their attack on X"."""
    return phrase.determiner is None if phrase.is_plural else any(each.tag == "PRP$" for each in phrase.own)


def _is_suffered(outer: Phrase, phrase: Phrase) -> bool:
    """Whether a known happening is named for whom it befell: "the victims of the flood" are there because it was."""
    is_known = phrase.determiner in _NOUNS.known or phrase.tokens[phrase.start].kind == "date"
    return is_known and any(each.of is phrase and each.lemma in _NOUNS.sufferers for each in _path(outer, phrase))


def _of_clause(clause: Clause) -> Iterable[Phrase]:
    if clause.subject is not None:
        yield clause.subject
    yield from clause.objects
    for _, phrase in clause.phrases:
        yield phrase
    if clause.head is not None:
        yield clause.head


def _is_behind_of(outer: Phrase, inner: Phrase) -> bool:
    """Whether a noun stands behind the "of" of another: "(told) reporters of fighting"."""
    return outer.of is not None and any(each is inner for each in outer.of.inside())


def _path(outer: Phrase, inner: Phrase) -> list[Phrase]:
    """The phrases from an outer one down to an inner one, both included; empty where it is not inside."""
    if outer is inner:
        return [outer]
    for each in (outer.possessor, outer.of, *outer.items, *outer.apposition, *(phrase for _, phrase in outer.attached)):
        if each is not None and (rest := _path(each, inner)):
            return [outer, *rest]
    return []
