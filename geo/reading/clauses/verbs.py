"""Verb groups: to which open clause one belongs, and which open a clause of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nonfinite import NonfiniteClauses

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import VerbGroup
    from geo.reading.clauses.clause import Clause


_PRONOUNS = clause_words().pronouns
_PARTIES = clause_words().parties
_VERBS = clause_words().verbs


_PARTED = {"do": {"VB"}, "have": {"VBN", "VBD"}}
"""Auxiliaries that an aside may part from their verb, and the forms of that."""


class VerbClauses(NonfiniteClauses):
    """Gives the verbs to their clauses."""

    def _inverted(self, i: int) -> bool:
        """An auxiliary before its subject: "Had the Taliban captured it, ...", "not only did they ...", a question."""
        group = self.chunks[i].verbs
        assert group is not None
        behind_would = self._is_condition_behind(group, i)
        is_open = self.top.subject is None or self.coordinator == "nor" or behind_would
        if group.lemma not in {"do", "have", "be"} or group.form != "finite" or not is_open:
            return False
        behind = self.chunks[i + 1 : i + 3]
        if len(behind) < 2 or behind[0].kind != "NP" or behind[1].kind != "VG":  # noqa: PLR2004
            return False
        only = not _VERBS.not_only.isdisjoint(group.adverbs)
        opens = i == 0 and any(each.kind == "," for each in self.chunks[i:])
        if group.lemma in {"have", "be"} and not only and (opens or behind_would):
            self.connector = ("if", True)
            self.inverted = group.lemma
        elif group.lemma == "have" and self.top.subject is None:
            self.supposed = self.top  # "only on Friday had the Taliban taken it"
        hardly = not _PARTIES.hardly.isdisjoint(group.adverbs)  # "hardly had they taken it when": so they had
        self.negate = not hardly and ((group.negated and not only) or self._is_behind_none(i))
        return True

    def _is_condition_behind(self, group: VerbGroup, i: int) -> bool:
        """Whether "had" opens what would have been the reason: "dozens would have died had the bomb gone off"."""
        told = self.top.verb
        would = told is not None and told.perfect and told.modal in _VERBS.unsure_modals
        return would and i > 0 and group.lemma == "have" and group.tense == "past" and group.end == group.start + 1

    def _is_supposed(self, group: VerbGroup) -> bool:
        """Whether a participle is the verb of the clause that "had" opens: "Had the gunmen broken in, ..."."""
        clause = self.top
        is_form = group.form == "participle" or group.shaky
        return clause is self.supposed and clause.verb is None and is_form and not self.comma

    def _is_behind_none(self, i: int) -> bool:
        """Whether what denies stands before an auxiliary: "at no time did they", "nor have they"."""
        start = next((k for k in range(i - 1, -1, -1) if self.chunks[k].kind in {"VG", ",", ";"}), -1) + 1
        low = [token.low for token in self.tokens[self.chunks[start].start : self.chunks[i].start]]
        return not _PARTIES.hardly & set(low) and not _VERBS.denying.isdisjoint(low)

    def _verb(self, i: int) -> None:
        group = self.chunks[i].verbs
        assert group is not None
        if self.comma and self._goes_on_from_auxiliary(group):
            self.comma = False
            return
        preposition, self.preposition = self.preposition, None
        connector, self.connector = self.connector, None
        coordinator, self.coordinator = self.coordinator, None
        comma, self.comma = self.comma, False
        self._deny(group, coordinator)
        if self._is_supposed(group):
            passive = group.passive and group.start < group.head
            self.top.verb = replace(group, form="finite", tense="past", passive=passive, shaky=False, perfect=True)
        elif group.form == "infinitive":
            if preposition is not None:
                self.top.adverbs.append(preposition[0])  # "went on to seize"
            if self.top.verb is None and self.top.connector == "if" and self.top.subject is not None:
                self.top.verb = group  # "Were the Taliban to take it"
                return
            self._infinitive(group, i, coordinator)
        elif group.form == "gerund":
            if connector is None and self._absolute(group, i):
                return
            self._gerund(group, i, preposition, connector, coordinator, comma=comma)
        elif group.form == "participle" or (
            group.shaky and self._participle_here(i, comma=comma, coordinator=coordinator)
        ):
            self._participle(group, i, connector, coordinator, comma=comma)
        else:
            if connector is not None:
                self._open("adverbial", self.chunks[i].start, parent=self._adverbial_parent(), connector=connector[0])
            self._finite(group, i, coordinator, comma=comma)

    def _deny(self, group: VerbGroup, coordinator: str | None) -> None:
        """Negate a verb by what stands before it: "nor have they taken", "neither took X nor lost Y"."""
        if self.negate and group.form != "infinitive":
            group.negated, self.negate = True, False
        elif coordinator == "nor" and group.form == "finite":
            group.negated = True

    def _goes_on_from_auxiliary(self, group: VerbGroup) -> bool:
        """Give a verb behind an aside to its auxiliary: "they did not, as they claim, seize X"."""
        waiting = (each for each in reversed(self.stack) if each.verb is not None and each.verb.lemma in _PARTED)
        base = next((each for each in waiting if not (each.objects or each.phrases)), None)
        told = base.verb if base is not None else None
        if base is None or told is None or told.passive or group.start != group.head:
            return False
        if group.tokens[group.head].tag not in _PARTED[told.lemma] or base is self.top:
            return False
        self._pop_to(base)
        is_perfect = told.lemma == "have"
        base.verb = replace(
            group,
            form="finite",
            tense=told.tense,
            passive=False,
            shaky=False,
            perfect=is_perfect,
            negated=told.negated,
            adverbs=(*told.adverbs, *group.adverbs),
        )
        return True

    def _participle_here(self, i: int, *, comma: bool, coordinator: str | None) -> bool:
        """Whether a past form at `i` is a participle of what stands before it."""
        group = self.chunks[i].verbs
        assert group is not None
        clause = self.top
        following = self.chunks[i + 1 : i + 2]
        by = self._by_somebody(i)
        is_awaited = clause.kind == "relative" and clause.verb is None
        if is_awaited or self._is_behind_nominative(i) or group.lemma in _VERBS.unreduced:
            return False
        if clause.verb is None and clause.subject is not None and not coordinator:
            has_passive = group.lemma not in self.language.intransitive  # not "a raid resulted in three rebels killed"
            return has_passive and (by or (self._is_reduced(i) and not self._is_needed_above(i)))
        if (
            clause.verb is not None
            and clause.verb.form != "finite"
            and coordinator is None
            and not comma
            and self.last is not None
        ):
            waiting = any(each.verb is None and each.subject is not None for each in self.stack)
            return by or not waiting
        if clause.verb is not None and not comma and coordinator is None:
            waiting = any(each.verb is None and each.subject is not None for each in self.stack)
            if waiting or self._teller_of_described(clause) is not None:
                return self._is_reduced(i)
            return self.last is not None or by
        if clause.verb is not None and comma and coordinator is None:
            waiting = any(each.verb is None and each.subject is not None for each in self.stack)
            return not waiting and not self._is_speech_verb(group) and not self._is_one_of_series(i)
        if clause.verb is None and clause.subject is None:
            is_beside = self._is_told_with(i) and bool(following) and following[0].kind in {"CC", ","}
            return by or is_beside or bool(following and following[0].kind in {"IN", "DATE"})
        return False

    def _is_told_with(self, i: int) -> bool:
        """Whether "with" and a phrase stand right before the verb at `i`: "with X lost and Y holding, ..."."""
        before = [each.low if each.kind == "IN" else each.kind for each in self.chunks[max(0, i - 2) : i]]
        return before == ["with", "NP"]

    def _is_one_of_series(self, i: int) -> bool:
        """Whether a past form behind a comma goes on a series of deeds: "stormed A, seized B and freed C".

        It has an object, which no passive participle has, and a past form behind "and" ends the series.
        """
        group, clause = self.chunks[i].verbs, self.top
        ahead = self.chunks[i + 1].phrase if i + 1 < len(self.chunks) else None
        is_told = clause.verb is not None and clause.verb.form == "finite" and not clause.verb.passive
        if group is None or ahead is None or not is_told or group.lemma in _VERBS.naming | _VERBS.supposing:
            return False
        for k in range(i + 2, len(self.chunks)):
            each = self.chunks[k]
            if each.kind in {".", ";", ":", "-", "SC", "WP", "THAT"}:
                return False
            if each.kind == "VG":
                other = each.verbs
                is_past = other is not None and other.form == "finite" and other.tense == "past" and not other.passive
                before = self.chunks[k - 2 if self.chunks[k - 1].kind == "RB" else k - 1]  # "and then left"
                if not is_past or before.kind not in {"CC", ","}:
                    return False
                if before.kind == "CC":
                    return True
        return False

    def _is_behind_nominative(self, i: int) -> bool:
        """Whether a pronoun that can only be a subject stands right before: "the buildings they held by night"."""
        before = self.chunks[i - 1].phrase if i else None
        return before is not None and before.pronoun and before.head_token.low in _PRONOUNS.subjects_only

    def _finite(self, group: VerbGroup, i: int, coordinator: str | None, *, comma: bool) -> None:
        clause = self.top
        if clause.verb is None:
            self._attach_verb(clause, group)
            return
        if coordinator is None and self._speech_inverted(group, i):
            return
        waiting = next((each for each in reversed(self.stack) if each.verb is None and each.subject is not None), None)
        if coordinator is None and waiting is not None and self._is_told_of_head(clause, group, i):
            self._open("relative", self.chunks[i].start, parent=clause, head=clause.head, gap="subject").verb = group
            return
        if coordinator is None and waiting is not None:
            self._pop_to(waiting)
            self._attach_verb(waiting, group)
            return
        if coordinator is not None or comma:
            base = self._conjunct_base(group, closed=comma and coordinator is not None)
            if waiting is not None and coordinator is None:
                base = waiting
            self._pop_to(base)
            kind = base.kind if base.kind != "main" else "conjunct"
            self._open_beside(base, kind, i, group)
            if group.shaky and base.passive and not (i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "NP"):
                group.passive = True  # "were looted and burned"
            return
        self._orphan(clause, group, i)

    def _is_told_of_head(self, clause: Clause, group: VerbGroup, i: int) -> bool:
        """Whether a verb tells what somebody says of what is described: "a bomb that police said was laid by X".

        The clause around still has its own verb behind.
        """
        if clause.kind != "relative" or clause.head is None or clause.subject is None or clause.objects:
            return False
        if group.lemma in _VERBS.copulas:
            return False  # "a man who police said was a Taliban commander": he is killed as that
        is_next = clause.verb is not None and clause.verb.end == group.start
        return is_next and self._is_speech(clause) and self._later_finite(i)

    def _tell(self, teller: Clause, group: VerbGroup, i: int) -> None:
        """Open the clause that a verb of saying tells, whose subject stood as its object with what describes that."""
        self._pop_to(teller)
        subject = teller.objects.pop()
        fresh = self._open("complement", self.chunks[i].start, parent=teller, subject=subject)
        fresh.verb = group
        for each in self.clauses:
            if each.parent is teller and each is not fresh and subject in (each.head, each.governor):
                each.parent = fresh

    def _orphan(self, clause: Clause, group: VerbGroup, i: int) -> None:
        """A second verb in a clause without a link: the object before it was its subject."""
        is_object = bool(clause.objects) and self.last is clause.objects[-1]
        teller = None if is_object and self._takes_clause(clause) else self._teller_of_described(clause)
        if teller is not None:
            self._tell(teller, group, i)
            return
        if is_object:
            subject = clause.objects.pop()
            kind = "complement" if self._takes_clause(clause) and not clause.objects else "main"
            fresh = self._open(
                kind, self.chunks[i].start, parent=clause if kind == "complement" else clause.parent, subject=subject
            )
            fresh.verb = group
            return
        if len(self.stack) > 1:
            self.stack.pop()
            self._finite(group, i, None, comma=False)
            return
        fresh = self._open(
            "conjunct", self.chunks[i].start, parent=clause.parent, subject=clause.subject, shared=clause
        )
        fresh.verb = group
