"""Verb phrases that a clause leaves out since another has told them: "X fell, and so did Y", "X did not, but Y did".

Such a clause has an auxiliary alone. It is read with the verb of the clause that it stands for, with its own subject,
negation, modality and days. Behind "so", "neither", "nor" and "as" the subject stands behind the auxiliary.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs
_KINDS = frozenset({"main", "complement", "conjunct", "adverbial"})


def restore_verbs(clauses: Sequence[Clause], language: LanguagePack, before: Clause | None = None) -> None:
    """Give each clause that has an auxiliary alone the verb phrase that it stands for.

    `before` is the clause that the first one may continue: the last of the sentence before ("So did Taloqan.").
    """
    for k, clause in enumerate(clauses):
        verb = clause.verb
        if verb is None or verb.lemma not in _VERBS.auxiliaries or verb.form != "finite" or verb.passive:
            continue
        opener = _opener(clause, verb, language)
        if not (_is_turned(clause) if opener is not None else _ends(clause, language)):
            _do_so(clause, clauses[:k])
            continue
        if any(each.parent is clause and each.kind == "infinitive" for each in clauses):
            continue  # "X fell and Y was to be next"
        told = _told(clauses[:k], verb, clause, before if opener is not None else None, language)
        if told is None or told.verb is None:
            continue
        if opener is not None:
            clause.subject = clause.objects.pop(0)
        elif clause.subject is not None and clause.subject.pronoun:
            clause.subject = _named_subject(told)
        clause.verb = replace(
            verb,
            lemma=told.verb.lemma,
            particle=told.verb.particle,
            passive=told.verb.passive,
            negated=verb.negated or language.says("inverting", opener or "") == "negative",
            perfect=verb.lemma == "have",
        )
        clause.objects = list(told.objects)
        clause.shared = clause.elided = told


def _do_so(clause: Clause, before: Sequence[Clause]) -> None:
    """Give "did so" the verb of the infinitive before it: "agreed to hand over X and did so on Tuesday"."""
    verb, told = clause.verb, before[-1] if before else None
    if verb is None or verb.lemma != "do" or verb.modal is not None or clause.objects or clause.adverbs != ["so"]:
        return
    if told is None or told.verb is None or told.kind != "infinitive" or clause.shared is not told.parent:
        return
    clause.verb = replace(verb, lemma=told.verb.lemma, particle=told.verb.particle)
    clause.adverbs, clause.objects = [], list(told.objects)
    clause.phrases = [*told.phrases, *clause.phrases]


def _opener(clause: Clause, verb: VerbGroup, language: LanguagePack) -> str | None:
    """The word before the auxiliary that turns it and its subject round, None for none."""
    words = [*verb.adverbs, *(verb.tokens[k].low for k in range(max(0, verb.head - 1), verb.head)), clause.connector]
    if verb.tokens[clause.start + 1 : clause.start + 2] and verb.tokens[clause.start + 1].low == ",":
        words.append(verb.tokens[clause.start].low)  # "So, on Tuesday, did Farah"
    return next((each for each in words if each and language.says("inverting", each) is not None), None)


def _is_turned(clause: Clause) -> bool:
    """Whether only a subject stands behind the auxiliary."""
    own = clause.subject is None or clause.shared is not None
    return own and len(clause.objects) == 1 and not clause.adjectives


def _ends(clause: Clause, language: LanguagePack) -> bool:
    """Whether the clause ends with its auxiliary, but for days and "too"; "has been here before" does not."""
    start = clause.verb.start if clause.verb is not None else 0
    is_last = all(phrase.start < start for _, phrase in clause.phrases)  # "while in X soldiers did"
    bare = not clause.objects and is_last and not clause.adjectives
    bare = bare and all(language.says("ellipsis", each) is not None for each in clause.adverbs)
    is_told = clause.subject is not None and clause.shared is None
    return bare and is_told and (not _points_back(clause) or _is_denial(clause))


def _points_back(clause: Clause) -> bool:
    return clause.subject is not None and clause.subject.pronoun


def _named_subject(told: Clause) -> Phrase | None:
    """The subject of a clause; of what somebody says of himself by a pronoun who says it."""
    own = told.subject
    above = told.parent if own is not None and own.pronoun and told.kind == "complement" else None
    return above.subject if above is not None and above.subject is not None else own


def _is_denial(clause: Clause) -> bool:
    """Whether somebody says no more than that it is not so: "the army says it has not"."""
    return clause.kind == "complement" and clause.verb is not None and clause.verb.negated


def _told(
    before: Sequence[Clause], auxiliary: VerbGroup, clause: Clause, ahead: Clause | None, language: LanguagePack
) -> Clause | None:
    """The nearest clause before whose verb the auxiliary can stand for: "was" for a passive, "did" for another."""
    candidates = list(reversed(before)) or ([ahead] if ahead is not None else [])
    for each in candidates:
        verb = each.verb
        if verb is None or each.kind not in _KINDS or verb.form != "finite" or each is clause:
            continue
        if verb.lemma in _VERBS.copulas and not verb.passive:  # "is theirs, as are X and Y"
            is_said = bool(each.objects or each.phrases) and auxiliary.lemma == verb.lemma
            return each if is_said else None
        if language.says("saying", verb.lemma) is not None or verb.lemma in _VERBS.auxiliaries:
            continue
        return each if verb.passive is (auxiliary.lemma == "be") or auxiliary.lemma == "have" else None
    return None
