"""What stands between the members of a list, and what stands behind it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class, place_in_order
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase, VerbGroup


_OPENERS = clause_words().openers
_VERBS = clause_words().verbs
_OF_COUNTRY = clause_words().prepositions.of_country

MOST_MEMBERS = 64


_IN_ASIDES = frozenset({"NP", "VG", "IN", "DATE", "RB", "CC"})
_BEHIND_PARTICIPLES = frozenset({"NP", "IN", "RB", "DATE", "TIME"})
_BESIDE_VERBS = frozenset({"RB", '"', "'", "SYM"})


def separator_at(chunks: Sequence[Chunk], k: int) -> tuple[str, int] | None:
    """The separator at `k` and where the phrase behind it stands; None where there is none."""
    if k >= len(chunks):
        return None
    comma = chunks[k].kind in {",", ";"}
    semicolon = chunks[k].kind == ";"
    k += comma
    if k < len(chunks) and (
        (chunks[k].kind == "CC" and chunks[k].low in {"and", "or", "&", "plus", "nor"})
        or chunks[k].low in _OPENERS.adding
    ):
        k += 1
        while k < len(chunks) and chunks[k].kind == "RB" and not takes_back(chunks[k]):
            k += 1
        if k < len(chunks) and chunks[k].kind == ",":  # "and, hours later, Taloqan"
            end = next((n for n in range(k + 1, min(len(chunks), k + 6)) if chunks[n].kind == ","), None)
            if end is not None and all(each.kind in {"TIME", "DATE", "RB", "JJ", "IN"} for each in chunks[k + 1 : end]):
                k = end + 1
        return ("and", k) if k < len(chunks) and chunks[k].kind == "NP" else None
    if not comma:
        return None
    while k < len(chunks) and chunks[k].kind == "RB" and chunks[k].low in _OPENERS.sequence:
        k += 1  # "first Kunduz, then Taloqan"
    return (";" if semicolon else ",", k) if k < len(chunks) and chunks[k].kind == "NP" else None


def takes_back(word: Chunk) -> bool:
    """Whether an adverb before a name says that it is no member, or may be none: "X and not Y", "X and perhaps Y"."""
    return word.low == "not" or default_language().says("adverbs", word.low) is not None


def alike(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases may be members of one list."""
    first, second = phrase_class(one), phrase_class(other)
    if first is second:
        return True
    if first in {NamedBy.PLACE, NamedBy.UNIT} and second is NamedBy.OTHER:
        return other.head_token.tag == "NNP" and other.determiner is None and not other.pronoun
    if first is NamedBy.OTHER and second is NamedBy.PLACE:
        return one.head_token.tag == "NNP" and one.determiner is None and one.possessor is None and not one.pronoun
    return {first, second} <= {NamedBy.PLACE, NamedBy.UNIT} or {first, second} <= {NamedBy.ACTOR, NamedBy.OTHER}


def is_also_of(people: Phrase, country: Phrase) -> bool:
    """Whether people of one country are of another too: "envoys of A, B and C met"."""
    words = people.head_token.low.split()
    is_of_one = len(words) > len(("of", "A")) and not _OF_COUNTRY.isdisjoint(words[1:-1])
    found = country.head_token.resolution
    is_bare = len(country.own) == 1 and country.of is None and country.possessor is None and not country.attached
    is_country = found is not None and found.place is not None and found.place.kind is PlaceKind.COUNTRY
    return is_of_one and is_bare and is_country and phrase_class(people) is NamedBy.ACTOR


def may_join(chunks: Sequence[Chunk], separator: str, k: int, *, subject: bool) -> bool:
    """Whether the phrase at `k` is a member, not the subject of the next clause."""
    if separator == ";":
        return names_place(chunks[k].phrase) and not verb_next(chunks, k + 1) and not _verb_behind_aside(chunks, k + 1)
    is_next = verb_next(chunks, k + 1) or (separator == "," and are_speakers(chunks, k))
    return subject or not is_next or _is_done_there(chunks, k + 1)


def _is_done_there(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a participle at `k` only says who did what was told of: "in X and Y, carried out by Z, have killed"."""
    group = chunks[k].verbs if k < len(chunks) else None
    if group is None or not group.shaky or group.lemma not in _VERBS.doing_deeds or not is_of_participle(chunks, k - 1):
        return False
    later = (each.verbs for each in chunks[k + 1 :] if each.kind == "VG")
    return any(each is not None and each.form == "finite" and not each.shaky for each in later)


def is_listed_subject(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the place at `k` begins a list with "and" that a finite verb follows: "but A, B and C remain quiet"."""
    end, linked = k + 1, False
    for _ in range(MOST_MEMBERS):
        step = None if linked else separator_at(chunks, end)
        member = chunks[step[1]].phrase if step is not None else None
        if step is None or member is None or phrase_class(member) is not NamedBy.PLACE:
            break
        if step[0] == "and" and end == k + 1 and chunks[end].kind == ",":
            return False  # "took A and B, and C may be next"
        linked, end = step[0] == "and", step[1] + 1
    first = chunks[k].phrase
    return linked and first is not None and phrase_class(first) is NamedBy.PLACE and verb_next(chunks, end)


def are_speakers(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the phrase at `k` begins those who say what stands before: "X fell to the rebels, A and B said"."""
    step = separator_at(chunks, k + 1)
    if step is None or step[0] != "and" or chunks[k + 1].kind == ",":
        return False
    at = step[1] + 1
    group = chunks[at].verbs if at < len(chunks) else None
    if group is None or group.passive or not verb_next(chunks, at):
        return False
    return default_language().says("saying", group.lemma) is not None


def _verb_behind_aside(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a finite verb stands behind one aside between commas: "; Kandahar, too, is under attack"."""
    aside = [each.kind for each in chunks[k : k + 3]]
    return aside in ([",", "RB", ","], [",", "NP", ","]) and k + 3 < len(chunks) and chunks[k + 3].kind == "VG"


def verb_next(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a finite verb follows at `k`, behind prepositional phrases and dates."""
    while k < len(chunks):
        kind = chunks[k].kind
        if kind == "VG":
            group = chunks[k].verbs
            return group is not None and group.form == "finite"
        if kind == "IN" and k + 1 < len(chunks) and chunks[k + 1].kind in {"NP", "DATE", "TIME"}:
            k += 2
        elif kind in {"DATE", "TIME", "RB"}:
            k += 1
        else:
            return False
    return False


def link_ahead(chunks: Sequence[Chunk], k: int, last: Phrase) -> bool:
    """Whether "and" follows in a run of phrases, or the run names places up to the end or a verb."""
    steps = 0
    while steps < MOST_MEMBERS:
        step = separator_at(chunks, k)
        if step is None:
            break
        separator, at = step
        if separator == "and":
            return True
        following = chunks[at].phrase
        assert following is not None
        last, k = following, at + 1
        steps += 1
    bare = last.head_token.kind == "place" and last.determiner is None and last.possessor is None
    if [each.kind for each in chunks[k : k + 2]] == ["CC", "RB"] and takes_back(chunks[k + 1]):
        return True  # "took X, Y and perhaps Z"
    return names_place(last) and (
        steps > 0 or k >= len(chunks) or chunks[k].kind in {"VG", "."} or (bare and chunks[k].kind in {"IN", "SC"})
    )


def is_object_before_clause(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the list at `i` ends before a comma and "and" that begin a clause: "denied the report, and X took Y".

    Behind one member, or behind the "and" of a list, they begin no further member of a subject. What somebody said
    does nothing, with a comma or without.
    """
    end, linked = i + 1, False
    first = chunks[i].phrase
    is_said = first is not None and default_language().says("nouns", first.lemma) == "reporting"
    for _ in range(MOST_MEMBERS):
        step = separator_at(chunks, end)
        if step is None:
            break
        separator, k = step
        is_over = linked or end == i + 1
        if separator == "and" and is_over and (is_said or chunks[end].kind == ",") and verb_next(chunks, k + 1):
            return True
        linked, end = linked or separator == "and", k + 1
    return False


def listing_at(chunks: Sequence[Chunk], k: int) -> int:
    """How many chunks at `k` open a list of some of those told: "including", "most notably", "among them"; else 0."""
    start = k
    while k < len(chunks) and chunks[k].kind == "RB" and chunks[k].low in _OPENERS.singling:
        k += 1
    if k < len(chunks) and chunks[k].low in _OPENERS.listing:
        return k + 1 - start
    return k + 2 - start if is_among_them(chunks, k) else k - start


def is_among_them(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether "among them" stands at `k`: those told before."""
    if [each.kind for each in chunks[k : k + 2]] != ["IN", "NP"] or chunks[k].low not in _OPENERS.among:
        return False
    told = chunks[k + 1].phrase
    return told is not None and told.pronoun and told.head_token.low in clause_words().pronouns.series


def dated_order(chunks: Sequence[Chunk], k: int) -> int:
    """How many chunks at `k` pick one of a list by its order and date it: "the former on Saturday"; 0 where none do."""
    phrase = chunks[k].phrase if k < len(chunks) else None
    words = [token.low for token in phrase.own if token.low != phrase.determiner] if phrase is not None else []
    if phrase is None or phrase.determiner != "the" or not words or place_in_order(words[0]) is None:
        return 0
    day = k + 1 + (k + 1 < len(chunks) and chunks[k + 1].kind == "IN")
    return day + 1 - k if day < len(chunks) and chunks[day].kind == "DATE" else 0


def goes_on_behind(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a verb, a preposition or another member follows the comma that ends an apposition."""
    if k >= len(chunks) or is_said_by(chunks, k):
        return False
    return chunks[k].kind in {"VG", "CC", "IN"} or chunks[k].low in _OPENERS.adding or verb_next(chunks, k)


def is_said_by(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the verb at `k` has who says so behind it, not before it: "killed a judge, Abdul Karim, said a mayor"."""
    group = chunks[k].verbs
    if group is None or group.form != "finite" or group.passive or group.lemma in _VERBS.addressing:
        return False  # "the general, who leads them, told reporters that"
    if default_language().says("saying", group.lemma) is None:
        return False
    is_told = any(
        each.verbs is not None and each.verbs.form == "finite" and before.kind != "WP"
        for before, each in itertools.pairwise((chunks[0], *chunks[:k]))
    )
    behind = chunks[k + 1 : k + 4]
    speaker = behind[0].phrase if behind else None
    speaks = speaker is not None and (phrase_class(speaker) is NamedBy.ACTOR or speaker.head_token.tag == "NNP")
    is_plain = all(each.kind not in {"WP", "THAT"} for each in behind)
    return is_told and speaks and is_plain and not verb_next(chunks, k + 2)


def verb_after_members(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the phrase at `k` is the subject of the next verb: no comma between.

    Behind a participle as well: "in X, a bomb hidden in a cart went off".
    """
    group = chunks[k + 1].verbs if k + 1 < len(chunks) else None
    if group is None or group.form == "finite":
        return k + 1 < len(chunks) and verb_next(chunks, k + 1)
    return verb_next(
        chunks, next((n for n in range(k + 2, len(chunks)) if chunks[n].kind not in _BEHIND_PARTICIPLES), k)
    )


def is_closed(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a comma, the end or a verb stands behind the phrase at `k`."""
    return k + 1 < len(chunks) and chunks[k + 1].kind in {",", ".", "VG"}


def is_of_participle(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a past form behind the phrase at `k` tells what was done to it: "in X, a town held by the army, ..."."""
    group = chunks[k + 1].verbs
    by = chunks[k + 2].low if k + 2 < len(chunks) else ""
    return group is not None and group.shaky and by in clause_words().parties.done_by


def aside_of_saying(chunks: Sequence[Chunk], k: int, behind_verb: VerbGroup | None = None) -> int | None:
    """The comma that ends who says so, which begins at `k`, before a finite verb: "X, police said on Friday, fell".

    With the verb that stands before it, before what that verb says of its subject: "the report was, he said, a lie".
    """
    end = next((n for n in range(k, len(chunks)) if chunks[n].kind == ","), None)
    if end is None:
        return None
    inside = chunks[k:end]
    verbs = [each.verbs for each in inside if each.verbs is not None]
    behind = next((each for each in chunks[end + 1 :] if each.kind not in _BESIDE_VERBS), None)
    if len(verbs) != 1 or behind is None:
        return None
    if behind_verb is not None:
        is_copula = behind_verb.lemma in _VERBS.copulas
        if not is_copula or behind.kind not in {"NP", "JJ"} or chunks[end + 1] is not behind:
            return None
    elif behind.verbs is None or behind.verbs.form != "finite":
        return None
    is_owned = verbs[0].lemma in _VERBS.owning_up and inside[0].verbs is verbs[0] and inside[1:2] != []
    if is_owned and inside[1].kind == "IN":
        return None  # "the attack, claimed by the Taliban, killed two": nobody says so
    is_plain = all(each.kind in _IN_ASIDES for each in inside) and any(each.kind == "NP" for each in inside)
    is_active = verbs[0].form == "finite" and not verbs[0].passive
    says = default_language().says("saying", verbs[0].lemma) is not None
    return end if is_plain and is_active and says and inside[0].kind in {"NP", "VG"} else None
