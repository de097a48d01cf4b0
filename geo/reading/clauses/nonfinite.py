"""Infinitives, gerunds and participles: the clauses that they open, and whose subject they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.chunks import Phrase
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, noun_table, phrase_class
from geo.reading.clauses.opening import OpeningWords, what_is_claimed
from geo.reading.clauses.verb_modes import takes_time

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import VerbGroup
    from geo.reading.clauses.clause import Clause

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_PRONOUNS = clause_words().pronouns
_REFLEXIVE = clause_words().parties.reflexive


class NonfiniteClauses(OpeningWords):
    """Opens clauses without a finite verb."""

    def _conjunct_base(self, group: VerbGroup, *, closed: bool = False) -> Clause:
        """The clause whose subject a verb behind "and" shares: the nearest of its form.

        With `closed` a comma stands before "and", which ends an adverbial clause: "they came after the army fled, and
        took the city".
        """
        for clause in reversed(self.stack):
            if clause.verb is None or (closed and self._is_ended(clause)):
                continue
            bare = (
                group.form == "finite"
                and group.modal is None
                and group.tense == "present"
                and group.tokens[group.head].tag == "VB"
            )
            if clause.verb.form == "finite" and _goes_on_above(clause, group):
                continue
            if clause.verb.form == "finite":
                return clause.parent if self._says_itself(clause, group) and clause.parent is not None else clause
            if clause.verb.form == "infinitive" and bare:
                return clause
        return self.stack[0]

    def _is_ended(self, clause: Clause) -> bool:
        """Whether an adverbial clause stands behind the verb of the clause that it belongs to."""
        parent = clause.parent
        return (
            clause.kind == "adverbial"
            and parent is not None
            and parent in self.stack
            and parent.verb is not None
            and parent.verb.start < clause.start
        )

    def _says_itself(self, clause: Clause, group: VerbGroup) -> bool:
        """Whether whoever said that also speaks here: "officials denied that the town was lost and warned that ...".

        Of people whose doing is denied or feared nobody tells besides what they say: "denied they took X but said".
        """
        parent, subject, says = clause.parent, clause.subject, self.language.says
        if clause.kind != "complement" or parent is None or parent.verb is None or parent.verb.form != "finite":
            return False
        if group.passive or says("saying", group.lemma) is None or subject is None or subject.pronoun:
            return False
        if phrase_class(subject) in {NamedBy.PLACE, NamedBy.UNIT}:
            return True
        is_open = says("saying", parent.verb.lemma) in {"denial", "nonfactive"}
        return is_open and clause.verb is not None and says("saying", clause.verb.lemma) is None

    def _attach_verb(self, clause: Clause, group: VerbGroup) -> None:
        clause.verb = group
        if self.modal is not None:
            group.modal = group.modal or self.modal
            group.future = group.modal == "will"
            self.modal = None
        if clause.subject is None and clause.kind == "relative" and clause.gap is None:
            clause.gap = "subject"

    def _infinitive(self, group: VerbGroup, i: int, coordinator: str | None) -> None:
        clause = self.top
        if coordinator is not None:
            base = next(
                (each for each in reversed(self.stack) if each.verb is not None and each.verb.form == "infinitive"),
                None,
            )
            if base is not None:
                self._pop_to(base)
                self._open_beside(base, "infinitive", i, group)
                return
        subject, governor = self._of_infinitive(clause)
        if clause.kind == "relative" and subject is None:
            subject = clause.head if clause.gap != "object" else None
        if governor is not None and (owner := _owner(governor)) is not None:
            subject = owner
        fresh = self._open("infinitive", self.chunks[i].start, parent=clause, subject=subject, governor=governor)
        fresh.verb = group
        self._close_bare(clause)

    def _close_bare(self, clause: Clause) -> None:
        """Close what only "how" opened, which takes no subject behind: "talked of how to free them, he said"."""
        if clause.kind == "complement" and clause.verb is None and clause.subject is None:
            self.stack.remove(clause)

    def _of_infinitive(self, clause: Clause) -> tuple[Phrase | None, Phrase | None]:
        """The subject of an infinitive behind a clause, and the noun that governs it."""
        verb = clause.verb
        if verb is not None and clause.objects and not verb.passive and verb.lemma in _VERBS.object_control:
            return clause.objects[-1], None
        if takes_time(clause):
            return _who_takes_time(clause), None
        if clause.objects and self.last is clause.objects[-1]:
            is_ground = _is_ground_called_by_party(clause)  # "they took X, becoming the first city to fall"
            return clause.objects[-1] if is_ground else clause.subject, clause.objects[-1]  # "an operation to retake X"
        if clause.verb is None and clause.subject is not None:
            return clause.subject, clause.subject
        subject, governor = clause.subject, None
        if clause.phrases and self.last is clause.phrases[-1][1]:
            word, governor = clause.phrases[-1]
            if word == "by" and clause.objects and clause.verb is not None and not clause.verb.passive:
                subject, governor = governor, clause.objects[-1]  # "denied claims by the Taliban to have ..."
        return subject, governor

    def _gerund(
        self,
        group: VerbGroup,
        i: int,
        preposition: tuple[str, int] | None,
        connector: tuple[str, bool] | None,
        coordinator: str | None,
        *,
        comma: bool,
    ) -> None:
        clause = self.top
        if coordinator is not None and clause.verb is not None and clause.verb.form == "gerund":
            self._open_beside(clause, "participle", i, group)
            return
        word = connector[0] if connector else preposition[0] if preposition else None
        if (
            clause.verb is None
            and clause.subject is not None
            and word is None
            and not comma
            and not self._later_finite(i)
        ):
            self._attach_verb(clause, group)  # a headline: "Taliban closing in on Kabul"
            return
        finite = next(
            (each for each in reversed(self.stack) if each.verb is not None and each.verb.form == "finite"), clause
        )
        head: Phrase | None = None
        subject = (
            clause.subject if clause.verb is not None and clause.verb.form != "finite" and not comma else finite.subject
        )
        if (
            word in {"against", "from", "of", "for", "into"}
            and clause.objects
            and clause.verb is not None
            and not clause.verb.passive
        ):
            subject = clause.objects[-1]  # "warned them against taking it"
        if finite.kind == "relative" and subject is None and finite.gap != "object":
            subject = finite.head
        if (
            word is None
            and not comma
            and self.last is not None
            and clause.verb is not None
            and (phrase_class(self.last) not in {NamedBy.PLACE, NamedBy.UNIT} or self._lies_around(group))
        ):
            head = self.last
            if (clause.objects and self.last is clause.objects[-1]) or (
                clause.phrases and self.last is clause.phrases[-1][1]
            ):
                subject = _issuer(clause, self.last) or self.last
        elif word is None and not comma and clause.verb is None and clause.subject is not None:
            head = subject = clause.subject
        governor = None
        if (
            word in {"of", "for", "from", "at", "in", "to", "about", "against"}
            and preposition is not None
            and self.last is not None
        ):
            governor = (
                self.last
                if (clause.objects and self.last is clause.objects[-1])
                or clause.subject is self.last
                or (clause.phrases and clause.phrases[-1][1] is self.last)
                else None
            )
        if finite.passive and finite.verb is not None and word is None and comma:
            subject = self._agent(finite) or subject
        parent = finite if comma or word in _OPENERS.front else clause
        fresh = self._open(
            "participle",
            self.chunks[i].start,
            parent=parent,
            subject=subject,
            connector=word,
            head=head,
            governor=governor,
        )
        fresh.verb = group
        fresh.after_comma = comma

    def _lies_around(self, group: VerbGroup) -> bool:
        """Whether a verb says where the noun right before it lies: "attacked posts in the villages surrounding X"."""
        is_ground = self.last is not None and self.last.lemma in {*noun_table().units, *noun_table().ground}
        return is_ground and group.lemma in _VERBS.lying_around

    def _absolute(self, group: VerbGroup, i: int) -> bool:
        """Open the clause of a participle with a subject of its own: "X fell on Monday, Y having fallen on Sunday"."""
        clause, kinds = self.top, [each.kind for each in self.chunks[max(i - 2, 0) : i]]
        if not group.perfect or kinds != [",", "NP"] or clause.verb is None:
            return False
        own = self.chunks[i - 1].phrase
        clause.objects = [each for each in clause.objects if each is not own]
        fresh = self._open("participle", self.chunks[i].start, parent=clause, subject=own)
        fresh.verb, fresh.after_comma = group, True
        return True

    def _opens_object(self, i: int) -> bool:
        """Whether a phrase stands right behind the verb group at `i`."""
        return i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "NP"

    def _agent(self, clause: Clause) -> Phrase | None:
        return next((phrase for preposition, phrase in clause.phrases if preposition == "by"), None)

    def _participle(
        self, group: VerbGroup, i: int, connector: tuple[str, bool] | None, coordinator: str | None, *, comma: bool
    ) -> None:
        clause = self.top
        group.passive = group.lemma not in self.language.intransitive
        group.form = "participle"
        if (
            clause.verb is None
            and clause.subject is not None
            and not comma
            and connector is None
            and not self._later_verb(i)
        ):
            clause.verb = group  # a headline: "Kunduz captured by Taliban"
            group.form = "finite"
            return
        finite = next(
            (each for each in reversed(self.stack) if each.verb is not None and each.verb.form == "finite"), clause
        )
        is_perfect = finite.verb is not None and finite.verb.perfect and not finite.verb.passive
        is_passive = group.tokens[group.start].lemma == "be"  # "have fled and been taken in"
        if coordinator is not None and is_perfect and (is_passive or self._opens_object(i)):
            group.passive, group.perfect, group.form = is_passive, True, "finite"  # "has closed X and given Y a month"
            self._pop_to(finite)
            self._open_beside(finite, finite.kind if finite.kind != "main" else "conjunct", i, group)
            return
        if coordinator is not None and clause.verb is not None and clause.verb.passive:
            self._open_beside(clause, "conjunct", i, group)
            return
        head = self.last if not comma and connector is None else None
        if head is not None and group.lemma in _VERBS.owning_up | _VERBS.doing_deeds:
            head = what_is_claimed(clause, head)
        subject = head or clause.subject or finite.subject
        fresh = self._open(
            "participle",
            self.chunks[i].start,
            parent=clause,
            subject=subject,
            connector=connector[0] if connector else None,
            head=head,
        )
        fresh.verb = group
        fresh.after_comma = comma


def _is_ground_called_by_party(clause: Clause) -> bool:
    """Whether a clause says of somebody, by its words, that he is a piece of ground: what it tells is of the ground."""
    if clause.verb is None or clause.verb.lemma not in _VERBS.copulas or clause.subject is None:
        return False
    is_ground = clause.objects[-1].lemma in noun_table().units  # not of "the first to enter it"
    return is_ground and phrase_class(clause.subject) is NamedBy.ACTOR


def _owner(noun: Phrase) -> Phrase | None:
    """The party whose claim or plan a noun is: "the rebels' claim to have ...", "a rebel claim", "claims by X"."""
    behind = [other for word, other in noun.attached if word == "by"]
    names = [k for k in range(noun.start, noun.head) if noun.tokens[k].kind == "actor"]
    own = [Phrase(k, k + 1, k, noun.tokens) for k in names[-1:]]
    for each in (noun.possessor, *behind, *own, noun.of):
        if each is not None and (each.pronoun or phrase_class(each) is NamedBy.ACTOR):
            return each
    return None


def _goes_on_above(clause: Clause, group: VerbGroup) -> bool:
    """Whether a verb behind "and" goes on from the clause above a relative one, by its form or by its object.

    "They met men who were laying a mine and shot two", "stopped a man who carried a bomb and arrested him".
    """
    verb = clause.verb
    above = clause.parent.verb if clause.parent is not None else None
    if clause.kind != "relative" or clause.gap == "object" or verb is None or above is None:
        return False
    if above.form != "finite" or above.progressive or group.progressive or group.form != "finite":
        return False
    if verb.progressive and above.tense == group.tense == "past":
        return True
    behind = group.tokens[group.end] if group.end < len(group.tokens) else None
    return behind is not None and behind.low in _PRONOUNS.objects - _REFLEXIVE and above.tense == group.tense


def _who_takes_time(clause: Clause) -> Phrase | None:
    """Who did what took so long: "it took them a day to ...", "it took a day for them to ..."."""
    if clause.objects:
        return clause.objects[0]
    return next((phrase for word, phrase in clause.phrases if word == "for"), None)


def _issuer(clause: Clause, notice: Phrase) -> Phrase | None:
    """Who speaks in what he has put out: "the rebels issued a statement claiming the attack"."""
    verb = clause.verb
    if verb is None or verb.passive or verb.lemma not in _VERBS.issuing:
        return None
    is_notice = any(each.lemma in _VERBS.notices for each in notice.own)
    return clause.subject if is_notice else None
