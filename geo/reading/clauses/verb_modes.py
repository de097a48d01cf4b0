"""What a verb by itself says of its mode: its negation, modality and subject; what it makes of an infinitive."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import RANKED
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.language import LanguagePack
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_PARTIES = clause_words().parties
_NOUNS = clause_words().nouns
_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_NEARLY = clause_words().wholes.nearly
_RANKED = (RANKED - {"one", "other"}) | {"only", "most"}
ACTUAL = AssertionMode.ACTUAL
NEGATED = AssertionMode.NEGATED
HYPOTHETICAL = AssertionMode.HYPOTHETICAL
FUTURE = AssertionMode.FUTURE


class Verdict(NamedTuple):
    """A mode and the words that decided it (None: nothing speaks against actual)."""

    mode: AssertionMode
    cue: str | None


YES = Verdict(ACTUAL, None)


class VerbModes:
    """Reads the modes of single verbs and nouns."""

    def __init__(self, language: LanguagePack) -> None:
        """Take the language's classes of words."""
        self.language = language

    def own(self, clause: Clause) -> Verdict:
        """The mode by the verb's own auxiliaries, adverbs and subject."""
        verb = clause.verb
        if verb is None:
            return YES
        found = Verdict(HYPOTHETICAL, "if true") if clause.if_true else self._verb(verb, clause)
        if found.mode is not ACTUAL:
            return found
        subject = clause.subject if not (clause.kind == "relative" and clause.gap == "subject") else clause.head
        if subject is not None and is_nobody(subject):
            return Verdict(NEGATED, words_of(subject))
        return self._beside(clause, verb) or self._by_words(clause)

    def _beside(self, clause: Clause, verb: VerbGroup) -> Verdict | None:
        """What the verb that it leans on, a participle right before it, or "neither" in its object makes of it."""
        if clause.shared is not None and clause.shared.verb is not None and _leans(verb):
            is_other = clause.shared.verb.negated and _is_behind_but(verb)  # "was not lost but given to them"
            return self._verb(replace(clause.shared.verb, negated=False) if is_other else clause.shared.verb)
        if any(opens_with_neither(inner) for each in clause.objects for inner in each.inside() if inner.items):
            return Verdict(NEGATED, "neither")
        return self._supposed(verb)

    def _by_words(self, clause: Clause) -> Verdict:
        """The mode by adverbs, by what is played, and by doubts of who is named as the source."""
        for adverb in clause.adverbs:  # "Perhaps Kunduz fell."
            if self.language.says("adverbs", adverb) == "hypothetical":
                return Verdict(HYPOTHETICAL, adverb)
        for adverb in self.denials(clause):
            return Verdict(NEGATED, adverb)
        if self._in_fiction(clause):
            return Verdict(HYPOTHETICAL, "fiction")
        return next(
            (each for word, phrase in clause.phrases if word == "according to" for each in self._doubt(phrase)), YES
        )

    def denials(self, clause: Clause) -> tuple[str, ...]:
        """The adverbs that deny a verb: before it, or behind one of being ("is no longer under their control")."""
        verb = clause.verb
        if verb is None:
            return ()
        behind = clause.adverbs if verb.lemma in _VERBS.copulas else ()
        return tuple(
            each
            for each in (*verb.adverbs, *behind)
            if self.language.says("adverbs", each.replace(" ", "_")) == "negated"
            and not self._is_by_mistake(each, verb)
            and (each in verb.adverbs or each not in _NEARLY)
        )

    def _is_by_mistake(self, adverb: str, verb: VerbGroup) -> bool:
        """Whether an adverb says of a deed that it was wrong, and not of what is told: "mistakenly bombed a post"."""
        says = self.language.says
        return says("error", adverb) == "adverbs" and says("mistaken", verb.lemma) is not None

    def _supposed(self, verb: VerbGroup) -> Verdict | None:
        """What a participle of fearing or believing right before another makes of it: "X, feared lost to them"."""
        is_form = verb.start > 0 and (verb.form == "participle" or verb.shaky)
        before = verb.tokens[verb.start - 1] if is_form else None
        if before is None or before.tag not in {"VBN", "VBD"}:
            return None
        is_open = self.language.says("saying", before.lemma) is not None or before.lemma in _VERBS.supposing
        return Verdict(HYPOTHETICAL, before.low) if is_open and not _is_of_relative(verb) else None

    def _doubt(self, phrase: Phrase) -> Iterator[Verdict]:
        """What the adjectives of a source say of what it tells: "a hoax message", "unconfirmed reports"."""
        for token in phrase.own:
            kind = self.language.says("adjectives", token.low) or self.language.says("nouns", token.low)
            if kind in {"negated", "hypothetical"} and token is not phrase.head_token:
                yield Verdict(AssertionMode(kind), token.low)

    def _verb(self, verb: VerbGroup, clause: Clause | None = None) -> Verdict:
        if verb.negated:
            only = set(verb.adverbs) & _VERBS.not_only
            if not only:
                return Verdict(NEGATED, "not")
        for adverb in verb.adverbs:
            kind = self.language.says("adverbs", adverb.replace(" ", "_"))
            if kind is not None and not self._is_by_mistake(adverb, verb):
                return Verdict(AssertionMode(kind), adverb)
        if verb.modal in _VERBS.unsure_modals:
            return Verdict(HYPOTHETICAL, verb.modal)
        if verb.modal in _VERBS.future_modals:
            return (
                Verdict(HYPOTHETICAL, "if")
                if clause is not None and clause.conditional
                else Verdict(FUTURE, verb.modal)
            )
        if clause is not None and verb.tense == "present" and not verb.perfect and self._is_on_condition(clause):
            return Verdict(HYPOTHETICAL, "if")
        return YES

    def _is_on_condition(self, clause: Clause) -> bool:
        """Whether what a clause tells comes under a condition: "if nobody helps, X falls", "without help X falls"."""
        if clause.on_condition:
            return True
        start = clause.verb.start if clause.verb is not None else 0
        told = (phrase for word, phrase in clause.phrases if word in _OPENERS.without and phrase.start < start)
        return any(phrase.lemma not in _OPENERS.manner for phrase in told)

    def _in_fiction(self, clause: Clause) -> bool:
        phrases = [phrase for preposition, phrase in clause.phrases if preposition in {"in", "during", "as part of"}]
        if clause.subject is not None and clause.verb is not None and clause.verb.lemma in _VERBS.depicting:
            phrases.append(clause.subject)
        if any(word == "on" and self.language.says("unreal", phrase.lemma) for word, phrase in clause.phrases):
            return True  # "captured X on paper"
        return any(
            self.language.says("fiction", each.lemma) and not _counts(each)
            for phrase in phrases
            for each in phrase.members()
        )

    def _speaker(self, parent: Clause) -> Verdict | None:
        """What the subject of a verb of saying makes of it: "false reports", "an earlier version"."""
        subject = parent.subject
        if subject is None:
            return None
        words = {token.low for token in subject.own}
        for doubt in self._doubt(subject):
            return doubt
        if subject.lemma in _NOUNS.versions and words & _NOUNS.earlier:
            return Verdict(NEGATED, words_of(subject))
        if (
            self.language.says("nouns", subject.lemma) == "negated"
            or self.language.says("fiction", subject.lemma) == "nouns"
        ):
            return Verdict(NEGATED, subject.lemma)
        if is_nobody(subject):
            return Verdict(HYPOTHETICAL, words_of(subject))
        return None

    def is_said_with_it(self, clause: Clause) -> bool:
        """Whether who must say something says it with that: "it is with sadness that they must confirm"."""
        verb, above = clause.verb, clause.parent
        if verb is None or verb.modal not in _VERBS.obliging or verb.negated:
            return False
        if above is None or above.verb is None or above.verb.lemma not in _VERBS.copulas:
            return False
        felt = [phrase.lemma for word, phrase in above.phrases if word == "with"]
        return any(self.language.says("unwilling", each) == "feelings" for each in felt)

    def is_duty_to_say(self, clause: Clause, parent: Clause) -> bool:
        """Whether an infinitive tells what is said as a duty: "it is my sad duty to inform you that"."""
        if clause.verb is None or self.language.says("saying", clause.verb.lemma) not in {"factive", "neutral"}:
            return False
        is_state = parent.verb is not None and parent.verb.lemma in _VERBS.copulas
        return is_state and any(
            self.language.says("unwilling", each.lemma) == "duties" and each.determiner not in {None, "no", "a"}
            for each in parent.objects
        )

    def is_called_to_say(self, clause: Clause, parent: Clause) -> bool:
        """Whether an infinitive tells what somebody called others to say: "called reporters to claim the blast"."""
        says, verb, above = self.language.says, clause.verb, parent.verb
        if verb is None or above is None or says("contacting", above.lemma) != "verbs" or not parent.objects:
            return False
        return says("claiming", verb.lemma) == "verbs" or says("saying", verb.lemma) in {"factive", "neutral"}

    def is_ranked(self, clause: Clause) -> bool:
        """Whether an infinitive tells what the first, the sixth, the latest of a series did."""
        parent = clause.parent
        words: set[str] = set()
        if clause.governor is not None:
            described = (clause.governor, *clause.governor.members(), *clause.governor.apposition)
            words = {token.low for member in described for token in member.own}
        if parent is not None and parent.verb is not None and parent.verb.lemma in {"be", "become", "remain"}:
            words |= {*parent.adjectives, *parent.adverbs}
            words |= {token.low for phrase in (*parent.objects, *parent.times) for token in phrase.own}
        return bool(words & _RANKED) or any(
            word[0].isdigit() and word.endswith(("st", "nd", "rd", "th")) for word in words
        )

    def _catenative(self, parent: Clause) -> str | None:
        """The class of a verb that takes an infinitive, with its particle or adjective: "go on", "be able"."""
        verb = parent.verb
        assert verb is not None
        keys: list[str] = []
        if verb.passive:
            keys.append(f"be_{_past(verb)}")
        if verb.lemma == "be":
            keys += [f"be_{word}" for word in parent.adjectives]
        if verb.lemma == "go" and verb.progressive:
            return "future"
        if verb.particle:
            keys.append(f"{verb.lemma}_{verb.particle}")
        keys += [f"{verb.lemma}_{adverb}" for adverb in parent.adverbs]
        keys.append(verb.lemma)
        for key in keys:
            kind = self.language.says("infinitive", key)
            if kind is not None:
                return kind
        if verb.lemma == "be" and parent.adjectives:
            return "hypothetical"
        if self.language.says("saying", verb.lemma) in {"factive", "neutral"}:
            return "implicative"  # "claimed to have captured", "is said to have fallen"
        return None

    def _noun(self, phrase: Phrase) -> Verdict | None:
        """What a noun says of what it governs: "fear of", "reports of", "the anniversary of"."""
        for token in phrase.own:
            if self.language.says("adjectives", token.low) == "negated":
                return Verdict(NEGATED, token.low)
        kind = self.language.says("nouns", phrase.lemma)
        if kind is None:
            return None
        if kind == "reporting":
            return YES
        return Verdict(AssertionMode(kind), phrase.lemma)


def is_over(clause: Clause) -> bool:
    """Whether a clause tells of what is over, by its tense."""
    verb = clause.verb
    return verb is not None and verb.modal is None and (verb.tense == "past" or verb.perfect)


def takes_time(clause: Clause) -> bool:
    """Whether a clause says how long something took that was done: "it took them two days to ..."."""
    verb, subject = clause.verb, clause.subject
    if verb is None or verb.lemma not in _VERBS.taking_time or verb.modal is not None or verb.negated:
        return False
    return subject is not None and subject.head_token.low == "it" and bool(clause.times or clause.dates)


def is_nobody(phrase: Phrase) -> bool:
    """Whether a phrase names no one: "no group", "neither side"."""
    if phrase.items:
        return any(is_nobody(item) for item in phrase.items[:1])
    ahead = phrase.tokens[phrase.start - 1].low if phrase.start else ""
    if ahead in _PARTIES.hardly:
        return True  # "hardly anyone"; "not one", "not a single"
    if ahead == "not" and phrase.own[0].low in {"a", "one", "single"}:
        return True
    if phrase.determiner in {"a", "the"} or (phrase.start and phrase.tokens[phrase.start - 1].low in {"a", "the"}):
        return False  # "a few were hurt"
    return (
        phrase.head_token.low in _PARTIES.nobody
        or (phrase.determiner in {"no", "neither"} and phrase.own[0].low in {"no", "neither"})
        or (bool(phrase.own) and phrase.own[0].low in {"no", "none", "neither"})
    )


def _counts(phrase: Phrase) -> bool:
    """Whether a noun counts what stands behind "of": "a series of bombings" is no film."""
    return phrase.of is not None and phrase.lemma in _PARTIES.counting


def words_of(phrase: Phrase) -> str:
    """The words of a phrase, as a cue shows them."""
    start, end = phrase.start, phrase.head + 1
    return " ".join(token.text for token in phrase.tokens[start:end])


def _is_of_relative(verb: VerbGroup) -> bool:
    """Whether the word before a verb is that of a relative clause: "the mine that children had found exploded"."""
    before = (verb.tokens[k].tag for k in range(verb.start - 1, -1, -1))
    return next((tag for tag in before if tag in {"WP", "THAT", ",", ";", "."}), ",") in {"WP", "THAT"}


def _leans(verb: VerbGroup) -> bool:
    """Whether a verb behind "and" takes its auxiliaries from the one before."""
    return verb.tokens[verb.head].tag in {"VB", "VBN"} and verb.start == verb.head and verb.modal is None


def _is_behind_but(verb: VerbGroup) -> bool:
    """Whether "but" stands right before a verb and its adverbs."""
    k = verb.start - 1
    while k > 0 and verb.tokens[k].tag == "RB":
        k -= 1
    return k >= 0 and verb.tokens[k].low == "but"


def opens_with_neither(phrase: Phrase) -> bool:
    """Whether a phrase, or the first of a list, is none of those that it names: "neither X nor Y"."""
    first = next(iter(phrase.members()))
    return first.determiner in _VERBS.denying_both or first.own[0].low in _VERBS.denying_both


def _past(verb: VerbGroup) -> str:
    return verb.tokens[verb.head].low
