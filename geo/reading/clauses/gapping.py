"""Days between what belongs together: a verb told once for several places with their days, a noun before its "of".

"Zaranj on Friday and Sheberghan on Saturday fell"; "captured Zaranj on Friday and Sheberghan on Saturday"; "Zaranj
fell on Friday, on Saturday Sheberghan"; "the capture on Friday of Zaranj". A verb told once for several parties with
their places is read the same way.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.verbs import VerbClauses

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_DAYS = frozenset({"DATE", "TIME"})
_AROUND_DAYS = _DAYS | {"IN", "RB", ","}


class GappedClauses(VerbClauses):
    """Finds what a day parts from its verb or noun."""

    def _gapped(self, i: int, clause: Clause, phrase: Phrase) -> bool:
        """`..., Sheberghan on Saturday and Kunduz on Sunday`: the verb is told once, each place has its day."""
        behind = [each.kind for each in self.chunks[i + 1 : i + 4] if each.low != "the"][:2]
        dated = behind == ["IN", "DATE"] or behind[:1] == ["DATE"] or bool(self.waiting)
        is_told = bool(clause.dates) or any(of is clause for of, *_ in self.picked)
        if not dated or not is_told or clause.verb is None or phrase_class(phrase) is not NamedBy.PLACE:
            return False
        if self._verb_follows(i + 1):
            return False  # "Herat on Saturday was quiet and Kandahar on Sunday fell"
        is_subject = clause.subject is not None and phrase_class(clause.subject) is NamedBy.PLACE
        is_subject = is_subject or (clause.passive and not clause.objects)  # "taken, after X on Friday, Y on ..."
        fresh = self._beside(
            i, clause, subject=phrase if is_subject else clause.subject, shared=None if is_subject else clause
        )
        fresh.objects = list(clause.objects) if is_subject else [phrase]
        fresh.phrases = list(clause.phrases)
        return True

    def _beside(self, i: int, clause: Clause, *, subject: Phrase | None, shared: Clause | None) -> Clause:
        """A clause that begins here and has the verb of the one before."""
        kind = clause.kind if clause.kind != "main" else "conjunct"
        fresh = self._open(
            kind,
            self.chunks[i].start,
            parent=clause.parent,
            subject=subject,
            connector=clause.connector,
            shared=shared,
        )
        fresh.verb = clause.verb
        return fresh

    def _gapped_party(self, i: int, clause: Clause, phrase: Phrase) -> bool:
        """`The Taliban lost Ghazni and the government Herat`: the verb is told once, each party has its place."""
        verb = clause.verb
        if verb is None or verb.passive or not clause.objects or clause.subject is None:
            return False
        if phrase_class(phrase) is not NamedBy.ACTOR or phrase_class(clause.objects[0]) is not NamedBy.PLACE:
            return False
        behind = self.chunks[i + 1].phrase if i + 1 < len(self.chunks) else None
        if behind is None or self.chunks[i + 1].kind != "NP" or phrase_class(behind) is not NamedBy.PLACE:
            return False
        if self._verb_follows(i + 2, direct=True):
            return False  # "took Ghazni, and the government Herat relies on"
        self._beside(i, clause, subject=phrase, shared=clause)
        return True

    def _gapped_place(self, i: int, clause: Clause, phrase: Phrase) -> bool:
        """`X fell to the rebels and Y to the army`: the verb is told once, each place has its party."""
        verb = clause.verb
        if verb is None or phrase_class(phrase) is not NamedBy.PLACE or i + 2 >= len(self.chunks):
            return False
        word, party = self.chunks[i + 1].low, self.chunks[i + 2].phrase
        told = [each for each in clause.phrases if each[0] == word and each[1].start > verb.start]
        if self.chunks[i + 1].kind != "IN" or not told or not all(_is_party(each) for each in (party, told[-1][1])):
            return False
        is_subject = clause.subject is not None and phrase_class(clause.subject) is NamedBy.PLACE
        held = clause.subject if is_subject else next(iter(clause.objects), None)
        if held is None or phrase_class(held) is not NamedBy.PLACE or self._verb_follows(i + 3, direct=True):
            return False
        fresh = self._beside(
            i, clause, subject=phrase if is_subject else clause.subject, shared=None if is_subject else clause
        )
        fresh.objects = list(clause.objects) if is_subject else [phrase]
        return True

    def _gapped_modal(self, i: int) -> bool:
        """`X fell on Monday, Y may on Tuesday`: open the clause of a modal that stands for the verb told before."""
        clause, phrase = self.top, self.chunks[i - 1].phrase if i else None
        told = clause.subject
        if phrase is None or clause.verb is None or told is None or told is phrase:
            return False
        if not all(phrase_class(each) is NamedBy.PLACE for each in (told, phrase)):
            return False
        told.apposition = [each for each in told.apposition if each is not phrase]
        clause.objects = [each for each in clause.objects if each is not phrase]
        kind = clause.kind if clause.kind != "main" else "conjunct"
        fresh = self._open(kind, self.chunks[i - 1].start, parent=clause.parent, subject=phrase)
        fresh.dates = [each for each in clause.dates[-1:] if i > 1 and self.chunks[i - 2].token is each]
        clause.dates = [each for each in clause.dates if each not in fresh.dates]  # "..., tomorrow Y may"
        fresh.verb = replace(clause.verb, modal=self.chunks[i].low, perfect=False, tense="present")
        fresh.objects = list(clause.objects)
        return True

    def _is_place_alone(self, i: int) -> bool:
        """Whether the chunk at `i` is a place with nothing to tell of it: "fell on Sunday, on Monday X"."""
        phrase = self.chunks[i].phrase
        ends = i + 1 >= len(self.chunks) or self.chunks[i + 1].kind in {",", "CC", ".", ";"}
        return ends and phrase is not None and phrase_class(phrase) is NamedBy.PLACE and bool(self.top.dates)

    def _verb_waits_behind(self, clause: Clause, i: int) -> bool:
        """`Zaranj on Friday and Sheberghan on Saturday fell`: the verb of both stands behind the last day."""
        subject = clause.subject
        if subject is None or not (clause.dates or clause.times) or clause.kind == "relative":
            return False
        if phrase_class(subject) is not NamedBy.PLACE:
            return False
        k = self._behind_day(i)
        while k is not None and k < len(self.chunks) and self.chunks[k].kind in {",", "CC"}:
            k += self.chunks[k + 1].kind == "CC" if k + 1 < len(self.chunks) else 0
            following = self._behind_day(k + 1)
            if following is None:
                break
            k = following
        return k is not None and self._verb_follows(k)

    def _behind_day(self, i: int) -> int | None:
        """The chunk behind the place at `i` and its day, None where there is no such place or day."""
        phrase = self.chunks[i].phrase if i < len(self.chunks) else None
        if phrase is None or phrase_class(phrase) is not NamedBy.PLACE:
            return None
        k = i + 1
        while k < len(self.chunks) and self.chunks[k].kind in {"IN", "RB", *_DAYS}:
            k += 1
        return k if any(each.kind in _DAYS for each in self.chunks[i + 1 : k]) else None

    def _is_parted(self, phrase: Phrase) -> bool:
        """Whether nothing but a day stands between a noun without "of", the subject or the object, and this phrase."""
        last = self.last
        if last is None or last.of is not None or phrase_class(last) is not NamedBy.OTHER or last.pronoun:
            return False
        if last is not self.top.subject and last not in self.top.objects:
            return False
        between = [each.kind for each in self.chunks if last.end <= each.start < phrase.start - 1]
        return not _DAYS.isdisjoint(between) and _AROUND_DAYS.issuperset(between)


def _is_party(phrase: Phrase | None) -> bool:
    """Whether a phrase names somebody who may take or lose ground."""
    return phrase is not None and (phrase_class(phrase) is NamedBy.ACTOR or phrase.pronoun)
