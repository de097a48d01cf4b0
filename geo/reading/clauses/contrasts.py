"""Phrases that a clause takes away, or sets in the place of others: "not X but Y", "neither X nor Y", "all but X"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.remnant_clauses import RemnantClauses
from geo.reading.clauses.separators import takes_back
from geo.reading.clauses.verb_modes import opens_with_neither

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs
_PREPOSITIONS = clause_words().prepositions
_WHOLES = clause_words().wholes


class ContrastClauses(RemnantClauses):
    """Tells phrases that a clause speaks of from those that it only rules out."""

    def _is_left_out(self, i: int) -> bool:
        """Whether "but" takes a phrase away: "captured the road but not the town", "all of X but Y fell"."""
        phrase = self.chunks[i].phrase
        if self.chunks[i - 1].low == "not" or (phrase is not None and opens_with_neither(phrase)):
            return not self._verb_follows(i + 1)
        whole = self.chunks[i - 2].phrase if i > 1 else None
        if whole is None or self.chunks[i - 1].kind != "CC":
            return False
        return not _WHOLES.all_but.isdisjoint(token.low for token in self.tokens[whole.start : whole.end])

    def _instead(self, i: int, clause: Clause, phrase: Phrase) -> bool:
        """Take in the place that a denied verb's "but" puts in the stead of another: "did not take X but Y"."""
        verb = clause.verb
        if verb is None or not verb.negated or verb.passive or not clause.objects:
            return False
        if not _VERBS.not_only.isdisjoint(verb.adverbs) or self._verb_follows(i + 1):
            return False
        if not all(phrase_class(each) is NamedBy.PLACE for each in (clause.objects[-1], phrase)):
            return False
        kind = clause.kind if clause.kind != "main" else "conjunct"
        self._open_beside(clause, kind, i, replace(verb, negated=False))
        self.top.objects.append(phrase)
        return True

    def _is_ruled_out(self, i: int) -> bool:
        """Whether a phrase only says who or what it was not: "the army, not the Taliban, who", "not by X but by Y"."""
        k = i - 1
        if k >= 0 and self.chunks[k].kind == "IN":
            if self.chunks[k].low in _PREPOSITIONS.contrasting or self._denies_next(k - 1):
                return True  # "the Taliban rather than the army", "neither from X nor from Y"
            k -= 1
        if self._in_doubt(i):
            return True
        if k < 0 or self.chunks[k].kind != "RB" or self.chunks[k].low != "not":
            return False
        behind = self.chunks[i + 1] if i + 1 < len(self.chunks) else None
        is_other = self.chunks[k - 1].kind == "CC" and self.top.subject is not None and self.top.verb is None
        if is_other and k == i - 1:
            return True  # "X and not Y fell"
        if behind is None or behind.kind == "VG" or self.tokens[self.chunks[i].start].low in _VERBS.not_only:
            return False  # "not only X but also Y"
        ahead = self.chunks[k - 1].kind if k else ""
        is_aside = ahead == "CC" or (ahead in {",", "-"} and behind.kind in {",", "WP", "THAT", ".", ";", "-"})
        but = next((each for each in self.chunks[i + 1 : i + 6] if each.kind in {"CC", "SC", ",", "VG"}), None)
        return is_aside or (but is not None and but.low == "but")

    def _in_doubt(self, i: int) -> bool:
        """Take the adverb from the clause that leaves an added place alone open: "took X and perhaps Y"."""
        phrase, k = self.chunks[i].phrase, i
        while k and self.chunks[k - 1].kind == "RB":
            k -= 1
        words = [each.low for each in self.chunks[k:i]]
        is_added = k > 0 and self.chunks[k - 1].kind == "CC" and self.top.subject is not None
        is_place = phrase is not None and phrase_class(phrase) is NamedBy.PLACE
        if not is_added or not is_place or self._verb_follows(i + 1) is not (self.top.verb is None):
            return False
        if not any(takes_back(each) and each.low != "not" for each in self.chunks[k:i]):
            return False
        self.top.adverbs = [each for each in self.top.adverbs if each not in words]
        return True

    def _denies_next(self, k: int) -> bool:
        """Whether the word at `k` denies what the preposition behind it governs: "neither from X nor from Y"."""
        return k >= 0 and self.chunks[k].low in _VERBS.denying_both and self.top.verb is not None
