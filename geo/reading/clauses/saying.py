"""Verbs and nouns of saying: which clauses they govern, before them and behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import QUOTE_COMMA
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.separators import aside_of_saying
from geo.reading.clauses.stack import ClauseStack

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs


class SayingClauses(ClauseStack):
    """Opens the clauses of saying."""

    def _is_content_noun(self, phrase: Phrase) -> bool:
        """Whether what a noun tells may stand behind it: "news that X fell", but not "told Tolo News that"."""
        is_name = phrase.head > phrase.start and phrase.head_token.text[:1].isupper()
        return not is_name and self.language.says("nouns", phrase.lemma) is not None

    def _takes_clause(self, clause: Clause) -> bool:
        verb = clause.verb
        return verb is not None and (
            self.language.says("saying", verb.lemma) is not None
            or verb.lemma in _VERBS.copulas
            or verb.lemma in _VERBS.showing
        )

    def _tells(self, clause: Clause) -> bool:
        """Whether the object of a verb is who is told: "sources tell reporters the city has fallen"."""
        verb = clause.verb
        return (
            verb is not None
            and verb.lemma in _VERBS.addressing
            and not verb.passive
            and phrase_class(clause.objects[0]) not in {NamedBy.PLACE, NamedBy.UNIT}
        )

    def _is_speech(self, clause: Clause) -> bool:
        return clause.verb is not None and self._is_speech_verb(clause.verb)

    def _is_speech_verb(self, group: VerbGroup) -> bool:
        return self.language.says("saying", group.lemma) is not None

    def _teller_of_described(self, clause: Clause) -> Clause | None:
        """The verb of saying whose object the clause describes: "said the man who killed five was caught"."""
        inner = {id(each) for open_clause in self.stack for each in (open_clause.head, open_clause.governor) if each}
        for outer in reversed(self.stack):
            if outer is not clause and outer.objects and self._is_speech(outer) and id(outer.objects[-1]) in inner:
                return outer
        return None

    def _speech_tail(self, i: int, phrase: Phrase) -> bool:
        """`..., officials said`: the clause of saying governs the sentence before it."""
        k = i + 1
        while (
            k < len(self.chunks)
            and self.chunks[k].kind in {"IN", "NP", "RB", ","}
            and not (self.chunks[k].kind == "NP" and self.chunks[k - 1].kind not in {"IN", ","})
        ):
            k += 1
        if k >= len(self.chunks) or self.chunks[k].kind != "VG":
            return False
        group = self.chunks[k].verbs
        assert group is not None
        if not self._is_speech_verb(group) or group.form != "finite" or group.passive:
            return False
        behind = self.chunks[k + 1] if k + 1 < len(self.chunks) else None
        is_of_own = behind is not None and self.language.says("saying", f"{group.lemma}_{behind.low}") is not None
        if (
            self._clause_behind(k + 1)
            or is_of_own  # "..., an officer feared for his life"
            or (behind is not None and behind.kind == "NP" and group.lemma not in {"tell", "inform"})
        ):
            return False  # "..., both sides claim the upper hand"
        self._govern(phrase, i, group)
        return True

    def _saying_between(self, i: int) -> int:
        """`The attack, police said, killed two`: who says so stands between a subject and its verb, within commas.

        How many chunks were taken; 0 where nothing of the kind stands at the comma.
        """
        top = self.top
        is_open = len(self.stack) == 1 and top.subject is not None and not top.objects and not top.adjectives
        end = aside_of_saying(self.chunks, i + 1, top.verb) if is_open else None
        if end is None:
            return 0
        inside = self.chunks[i + 1 : end]
        open_clauses = list(self.stack)
        group = next(each.verbs for each in inside if each.verbs is not None)
        fresh = self._govern(next(each.phrase for each in inside if each.kind == "NP"), i, group)
        fresh.verb = group
        fresh.dates.extend(each.token for each in inside if each.kind == "DATE")
        fresh.end = self.chunks[end].start
        self.stack[:] = open_clauses
        return end + 1 - i

    def _clause_behind(self, k: int) -> bool:
        """Whether a verb of saying at the end still has a clause or an object behind it."""
        for each in self.chunks[k:]:
            if each.kind == "THAT":
                return True
            if each.kind in {".", ",", ";", "SC", "CC"}:
                return False
            if (
                each.kind == "NP"
                and each.phrase is not None
                and not each.phrase.pronoun
                and self.chunks[k - 1].kind == "VG"
                and self._verb_follows(self.chunks.index(each) + 1)
            ):
                return True
        return False

    def _speech_inverted(self, group: VerbGroup, i: int) -> bool:
        """`..., said Y`."""
        following = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        if not self._is_speech_verb(group) or following is None or following.kind != "NP" or group.form != "finite":
            return False
        root = self.stack[0]
        if root.verb is None or self.last is None:
            return False
        if any(each.verb is None and each.subject is not None for each in self.stack):
            return False
        if self.chunks[i - 1].kind not in {",", QUOTE_COMMA, ".", '"', "-"} and not self._quote_ends(i):
            return False
        fresh = self._govern(following.phrase, i, group)
        fresh.verb = group
        return True

    def _quote_ends(self, i: int) -> bool:
        start = self.chunks[i].start
        return start > 0 and self.tokens[start - 1].tag in {'"', "'"}

    def _govern(self, phrase: Phrase | None, i: int, group: VerbGroup) -> Clause:
        """Open a clause of saying, whose verb is `group`, that governs the main clauses before it."""
        root = self.stack[0]
        self.stack.clear()
        told = [
            each
            for each in self.clauses
            if each.parent is None
            and each.verb is not None
            and each.kind in {"main", "conjunct"}
            and not each.speech_behind
        ]
        fresh = self._open("main", self.chunks[i].start, subject=phrase)
        fresh.speech_behind = True
        known = self._known_before(told, group)
        for clause in told[len(known) :]:
            clause.parent, clause.kind = fresh, "complement"
        if root.parent is None and root not in known:
            root.parent, root.kind = fresh, "complement"
        return fresh

    def _known_before(self, told: list[Clause], group: VerbGroup) -> list[Clause]:
        """The clauses before a forecast that are over: "X fell on Thursday, and Y would be next, he predicted".

        What "had" come about may be a part of what somebody fears.
        """
        if self.language.says("saying", group.lemma) != "nonfactive":
            return []
        ahead = next((k for k, each in enumerate(told) if self._lies_ahead(each)), None)
        over = told[:ahead] if ahead is not None else []
        return [] if any(_is_backshifted(each.verb) for each in over) else over

    def _lies_ahead(self, clause: Clause) -> bool:
        """Whether a clause tells of what is to come: "would fall", "is about to fall", "is likely", "is next"."""
        verb = clause.verb
        is_unsure = any(self.language.says("adjectives", each) == "hypothetical" for each in clause.adjectives)
        is_unsure = is_unsure or not _VERBS.in_turn.isdisjoint((*clause.adjectives, *clause.adverbs))
        to_do = any(each.kind == "infinitive" and each.parent is clause for each in self.clauses)
        is_being = verb is not None and verb.lemma in _VERBS.copulas
        return verb is not None and (verb.modal is not None or (is_being and (is_unsure or to_do)))


def _is_backshifted(verb: VerbGroup | None) -> bool:
    """Whether a verb tells with "had" what was over by then, as what somebody said is told."""
    return verb is not None and verb.perfect and any(each.low == "had" for each in verb.tokens[verb.start : verb.head])
