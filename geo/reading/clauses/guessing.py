"""The readings of a word: those of the language pack, else what its ending and its capital say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.text.number_words import value_of

if TYPE_CHECKING:
    from geo.language import LanguagePack
    from geo.reading.clauses.tokens import Token


_COMPOUND = ("-borne", "-held", "-led", "-made", "-run", "-wide", "-long", "-old", "-born")

_ADJECTIVAL = ("atic", "etic", "otic", "itic", "omic", "oric", "ical", "ional", "ious", "eous", "less", "ful")
_SILENT = (
    *("ced", "sed", "zed", "ved", "ged", "ated", "ised", "ized"),
    *("bled", "dled", "gled", "kled", "pled", "tled", "zled"),
)
"""The past forms of verbs that end in "e": "mingled"."""


def readings_of(token: Token, language: LanguagePack, *, first: bool, titled: bool) -> frozenset[str]:
    """The readings that a word has where it stands; `first` of a sentence its capital says nothing."""
    low = token.low
    if token.tags:
        return token.tags
    known = language.tags(low)
    named = token.capital and not first and not titled
    if known:
        if (
            named
            and known <= {"VB", "NN", "VBZ", "JJ", "VBG", "VBN", "VBD"}
            and "be" not in {f.lemma for f in language.forms[low]}
        ):
            return frozenset({"NNP"}) if known & {"VB", "VBZ", "VBD"} else frozenset({"NNP", "JJ"}) & {"NNP"}
        return known
    if low == "that":
        return frozenset({"THAT"})
    if low[0].isdigit() or ("-" in low and value_of(low) is not None):  # "twenty-five"
        return frozenset({"CD"})
    if named:
        return frozenset({"NNP"})
    if low.endswith("ly") and low not in language.not_adverbs:
        return frozenset({"RB"})
    if low.endswith((*_ADJECTIVAL, *_COMPOUND)):
        return frozenset({"JJ"})
    if low.endswith("ed") and len(low) > len("xxed") and not low.endswith("eed"):
        return frozenset({"VBD", "VBN"}) if "-" not in low else frozenset({"JJ"})
    if low.endswith("ing") and len(low) > len("xxing"):
        return frozenset({"VBG", "NN"}) if "-" not in low else frozenset({"JJ", "NN"})  # "stone-throwing"
    return frozenset({"NN"})


def stem_of(token: Token) -> str:
    """The base form of a verb that the pack does not know."""
    low = token.low
    if token.tag in {"VBD", "VBN"} and low.endswith("ed"):
        return low[:-1] if low.endswith(_SILENT) else low[:-2]
    if token.tag == "VBG" and low.endswith("ing"):
        return low[:-3]
    return low


def singular_of(word: str) -> str:
    """The singular of a noun that the pack does not know."""
    if word.endswith("ies") and len(word) > len("xies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("men") and len(word) > len("men"):
        return word[:-3] + "man"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > len("gas"):
        return word[:-1]
    return word
