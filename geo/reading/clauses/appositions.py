"""What two phrases beside each other are to one another: the same in other words, or a group and its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.naming import proper_name
from geo.reading.clauses.nouns import NamedBy, names_place, noun_table, phrase_class
from geo.reading.clauses.remnants import number_in
from geo.reading.clauses.separators import is_among_them, is_closed, verb_after_members
from geo.text.number_words import number_of
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase
    from geo.reading.clauses.tokens import Token

_SINGLED = clause_words().pronouns.singled
_FEWEST = 3
"""So many phrases at least are a province and what a count there names: "two districts in P, A and B"."""


def may_be_deed(phrase: Phrase) -> bool:
    """Whether a bare word before a name may be the verb of a headline, whatever it is: "seize Ghazni, eye Herat"."""
    first = phrase.own[0]
    is_bare = first.kind == "word" and first.tag == "NN" and first.low == first.lemma and not first.capital
    known = first.lemma in noun_table().units or first.lemma in noun_table().sites
    return len(phrase.own) > 1 and is_bare and not known and phrase.head_token.kind == "place"


def is_of_those_named(phrase: Phrase) -> bool:
    """Whether a plural that is no ground has the name before it, and those of the list, for its place.

    "Kunduz, Taloqan and Faizabad police chiefs" are three men, "Andar and Muqur districts" two districts.
    """
    names = [token.kind == "place" for token in phrase.own]
    is_plain = phrase.head_token.kind == "word" and phrase.head_token.tag == "NN" and phrase.determiner is None
    return (
        is_plain
        and phrase.is_plural
        and bool(names)
        and names[0]
        and not names[-1]
        and phrase.possessor is None
        and phrase.lemma not in noun_table().units
    )


def is_group(phrase: Phrase) -> bool:
    """Whether a plural counts units without naming one: "two districts of Faryab", "the second and third cities"."""
    if phrase.head_token.tag == "CD" and phrase.of is not None:
        return is_group(phrase.of)  # "two of the province's districts"
    if phrase.of is not None and names_place(phrase.of) and not any(token.tag == "CD" for token in phrase.own):
        return False  # "the cities of Kunduz, ..." begins a list
    return (
        phrase.is_plural
        and not phrase.items
        and phrase.head_token.kind == "word"
        and phrase_class(phrase) in {NamedBy.UNIT, NamedBy.PLACE}
        and not any(token.kind == "place" for token in phrase.own)
    )


def last_inside(phrase: Phrase) -> Phrase:
    """The phrase that ends a phrase, behind "of" or another preposition: of "a bomb in Hanbar" the name."""
    while True:
        behind = (phrase.of, phrase.attached[-1][1] if phrase.attached else None)
        inner = next((each for each in behind if each is not None and each.end == phrase.end and not each.items), None)
        if inner is None or inner is phrase:
            return phrase
        phrase = inner


def describes_place(name: Phrase, other: Phrase) -> bool:
    """Whether a phrase says what a name that stands inside another phrase is: "Hanbar", "a village of Khwahan"."""
    return name.preposition is not None and other.determiner is not None and phrase_class(other) is NamedBy.UNIT


def is_apposition(one: Phrase, other: Phrase, chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the second phrase says the first in other words."""
    first, second = phrase_class(one), phrase_class(other)
    ends = k + 1 >= len(chunks) or chunks[k + 1].kind in {
        ",",
        ".",
        "VG",
        "-",
        "SC",
        "WP",
        "THAT",
        "IN",
        "DATE",
        "TIME",
        "CC",
        ";",
        "RB",
    }
    if not ends or one.pronoun or other.pronoun:
        return False
    described = (
        other.determiner in {"the", "a", "an", "its", "their", "another"}
        or other.head_token.lemma in {"capital", "part"}
        or (other.head_token.low in _SINGLED and other.of is not None and other.of.is_plural)  # "A, one of the Bs,"
        or (not other.head_token.capital and other.own[0].tag == "JJ")
    )
    if first is NamedBy.PLACE:
        if second is NamedBy.UNIT and described:
            return True
        ends = k + 1 >= len(chunks) or chunks[k + 1].kind != "THAT"  # "according to X, a drone that ... struck a camp"
        is_what = second is NamedBy.OTHER and described and not _is_who(chunks, k)
        return is_what and ends and not verb_after_members(chunks, k)
    if first is NamedBy.UNIT and second is NamedBy.PLACE:
        is_one = one.determiner is not None or one.possessor is not None or one.own[0].tag == "CD"
        return is_one and other.determiner is None and not one.is_plural
    if first is NamedBy.OTHER and second is NamedBy.UNIT and one.preposition is not None:
        return described and proper_name(one) is not None
    if first in {NamedBy.ACTOR, NamedBy.OTHER} and second in {NamedBy.ACTOR, NamedBy.OTHER}:
        named = one.head_token.capital or other.head_token.capital
        return named and (described or other.determiner is None) and is_closed(chunks, k)
    return False


def _is_who(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether "who" behind the phrase at `k` says that it is a person: "In X, the reporter, who was held, ..."."""
    behind = next((each for each in chunks[k + 1 : k + 3] if each.kind != ","), None)
    return behind is not None and behind.kind == "WP" and behind.low in {"who", "whom"}


def may_be_provinces(members: Sequence[Phrase]) -> bool:
    """Whether all names of a list are names of provinces, so that things lie in both: "four districts in A and B".

    The noun of the last says it of all of them: "in A and B provinces".
    """
    found = [next((token.resolution for token in each.own if token.kind == "place"), None) for each in members]
    return all(
        each is not None and any(other.place.kind is PlaceKind.PROVINCE for other in each.candidates) for each in found
    )


def names_counted(
    group: Phrase, members: Sequence[Phrase], chunks: Sequence[Chunk], end: int, *, count: Token | None
) -> bool:
    """Whether a list behind a group and its province names what the group counts: "two districts in P, A and B".

    As many as it counts by the number `count`, or some with "among them" behind at `end`; not further provinces.
    """
    if group.lemma not in noun_table().units or len(members) < _FEWEST or may_be_provinces(members):
        return False
    number = number_of(count.low) if count is not None else None
    return number == len(members) - 1 or is_among_them(chunks, end)


def people_counted(phrase: Phrase) -> int | None:
    """How many people a group counts, where it is of more than one and names none: "two British soldiers"."""
    number = number_in(phrase)
    is_plain = phrase_class(phrase) in {NamedBy.OTHER, NamedBy.ACTOR} and not phrase.apposition
    count = number_of(number.low) if number is not None and is_plain else None
    return count if count is not None and count > 1 else None


def is_person(phrase: Phrase | None) -> bool:
    """Whether a phrase is a name alone that is none of a place or a party: "Abdul Karim"."""
    if phrase is None or phrase.determiner is not None or proper_name(phrase) is None:
        return False
    return phrase_class(phrase) is NamedBy.OTHER or phrase.head_token.tag == "NNP"
