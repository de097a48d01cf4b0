"""The language pack: which part of speech a word may be, its base form, and what a word says of assertion.

Tags are those of the Penn Treebank, as far as they are needed: VB (base or plural present), VBZ, VBD, VBN, VBG, MD, NN,
JJ, RB, DT, PRP (pronoun), PRP$ (possessive), WP (relative or question word), IN (preposition), SC (subordinator), CC,
CD, NEG. A word that the pack does not know has no form here; `geo.reading.clauses.tagging` guesses by its ending.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from geo.files import reference_file
from geo.language.inflect import irregular_verb, plural, regular_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geo.language.inflect import VerbForms


class WordForm(NamedTuple):
    """One reading of a word: its tag and base form."""

    tag: str
    lemma: str


_NO_TAGS: frozenset[str] = frozenset()
_CLOSED = {
    "determiners": "DT",
    "possessives": "PRP$",
    "pronouns": "PRP",
    "relatives": "WP",
    "questions": "WP",
    "coordinators": "CC",
    "subordinators": "SC",
    "subordinators_or_prepositions": "SC",
    "prepositions": "IN",
    "modals": "MD",
    "negations": "NEG",
    "adverbs": "RB",
    "adjectives": "JJ",
    "numbers": "CD",
}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LanguagePack:
    """One language.

    `forms` are the readings of each word or phrase ("in front of"); `phrases` maps the first word of a phrase to the
    phrases, the longest first, each as its words. `particles` may follow a verb, those of `phrasal` ("round up")
    before a number as well; `both` are conjunctions that are
    prepositions where no verb follows; `time_nouns` head phrases that say when; `intransitive` verbs have no object
    (`intransitive_present` are their forms in -s), `transitive` ones always have one, `striking` ones where what is
    struck is their subject. `one_person` are pronouns of one,
    `asking_who` ask who somebody is, behind a verb of `leaving` a past form says in what state, an `onward` preposition
    says where somebody moves. `assertion` maps (section, class) of
    `assertion.toml` to its words.
    """

    code: str
    forms: Mapping[str, tuple[WordForm, ...]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    particles: frozenset[str]
    phrasal: frozenset[str]
    both: frozenset[str]
    not_adverbs: frozenset[str]
    time_nouns: frozenset[str]
    first_person: frozenset[str]
    third_person: frozenset[str]
    one_person: frozenset[str]
    asking_who: frozenset[str]
    leaving: frozenset[str]
    onward: frozenset[str]
    intransitive: frozenset[str]
    transitive: frozenset[str]
    striking: frozenset[str]
    intransitive_present: frozenset[str]
    assertion: Mapping[tuple[str, str], frozenset[str]]
    _tags: Mapping[str, frozenset[str]] = field(init=False, repr=False)
    _lemmas: Mapping[tuple[str, str], str] = field(init=False, repr=False)
    _classes: Mapping[tuple[str, str], str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the look-ups by word: of several readings or classes of a word the first counts."""
        lemmas: dict[tuple[str, str], str] = {}
        for word, readings in self.forms.items():
            for form in readings:
                lemmas.setdefault((word, form.tag), form.lemma)
        classes: dict[tuple[str, str], str] = {}
        for (section, kind), words in self.assertion.items():
            for word in words:
                classes.setdefault((section, word), kind)
        tags = {word: frozenset(form.tag for form in readings) for word, readings in self.forms.items()}
        object.__setattr__(self, "_tags", tags)
        object.__setattr__(self, "_lemmas", lemmas)
        object.__setattr__(self, "_classes", classes)

    def tags(self, word: str) -> frozenset[str]:
        """The tags that a word may have; empty for an unknown one."""
        return self._tags.get(word, _NO_TAGS)

    def lemma(self, word: str, tag: str) -> str:
        """The base form of a word as that part of speech; the word itself where it is unknown."""
        return self._lemmas.get((word, tag), word)

    def says(self, section: str, word: str) -> str | None:
        """The class of a word in a section of `assertion.toml`, None for none.

        >>> default_language().says("saying", "deny")
        'denial'
        """
        return self._classes.get((section, word))


@cache
def default_language() -> LanguagePack:
    """English, read once."""
    return read_language(reference_file("languages/en"))


def read_language(folder: Path) -> LanguagePack:
    """Read the pack of a folder: `words.toml`, `verbs.toml`, `assertion.toml`."""
    words, verbs, assertion = (
        tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in ("words", "verbs", "assertion")
    )
    forms: defaultdict[str, dict[WordForm, None]] = defaultdict(dict)
    for section, tag in _CLOSED.items():
        for word in words[section]:
            plain = word.replace("_", " ")
            forms[plain][WordForm(tag, plain)] = None
    for word in words["subordinators_or_prepositions"]:
        plain = word.replace("_", " ")
        forms[plain][WordForm("IN", plain)] = None
    for noun in words["ending_in_s"]:
        forms[noun][WordForm("NN", noun)] = None
    for verb in _verbs(verbs):
        _add_verb(forms, verb)
    for noun in (*words["nouns_in_ing"], *words["nouns"]):
        forms[noun][WordForm("NN", noun)] = None
        forms[plural(noun)][WordForm("NN", noun)] = None
    for noun in (*verbs["noun_too"], *verbs["event_nouns"]):
        forms[noun][WordForm("NN", noun)] = None
        forms[plural(noun)][WordForm("NN", noun)] = None
    for word in (each.replace("_", "-") for found in assertion["adjectives"].values() for each in found):
        if word not in forms:
            forms[word][WordForm("JJ", word)] = None  # "unconfirmed"
    return LanguagePack(
        code=folder.name,
        forms=MappingProxyType({word: tuple(found) for word, found in forms.items()}),
        phrases=MappingProxyType(_phrases(forms)),
        particles=frozenset(words["particles"]),
        phrasal=frozenset(word.replace("_", " ") for word in words["phrasal"]),
        both=frozenset(word.replace("_", " ") for word in words["subordinators_or_prepositions"]),
        not_adverbs=frozenset(words["not_adverbs"]),
        time_nouns=frozenset(words["time_nouns"]),
        first_person=frozenset(words["first_person"]),
        third_person=frozenset(words["third_person"]),
        one_person=frozenset(words["one_person"]),
        asking_who=frozenset(words["asking_who"]),
        leaving=frozenset(words["leaving"]),
        onward=frozenset(words["onward"]),
        intransitive=frozenset(verbs["intransitive"]),
        transitive=frozenset(verbs["transitive"]),
        striking=frozenset(verbs["striking"]),
        intransitive_present=frozenset(
            form
            for form, found in forms.items()
            for each in found
            if each.tag == "VBZ" and each.lemma in verbs["intransitive"]
        ),
        assertion=MappingProxyType(
            {(section, kind): frozenset(each) for section, table in assertion.items() for kind, each in table.items()}
        ),
    )


def _verbs(table: Mapping[str, list[str]]) -> Iterable[VerbForms]:
    yield from map(irregular_verb, table["irregular"])
    known = {row.split()[0] for row in table["irregular"]}
    doubling = frozenset(table["doubling"])
    for base in dict.fromkeys((*table["regular"], *table["extra_regular"], *table["event_verbs"], *table["doubling"])):
        if base not in known:
            yield regular_verb(base, doubles=base in doubling)


def _add_verb(forms: Mapping[str, dict[WordForm, None]], verb: VerbForms) -> None:
    for tag, words in (
        ("VB", (verb.base,)),
        ("VBZ", verb.third),
        ("VBD", verb.past),
        ("VBN", verb.participle),
        ("VBG", verb.ing),
    ):
        for word in words:
            forms[word][WordForm(tag, verb.base)] = None
    if verb.base == "be":
        for word in ("am", "are", "'re", "'m"):
            forms[word][WordForm("VBZ", "be")] = None
        forms["were"][WordForm("VBD", "be")] = None
    if verb.base == "have":
        forms["'ve"][WordForm("VBZ", "have")] = None


def _phrases(forms: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in forms:
        words = tuple(phrase.split())
        if len(words) > 1:
            found[words[0]].append(words)
    return {first: tuple(sorted(each, key=lambda words: (-len(words), words))) for first, each in found.items()}
