"""Lists: phrases between commas and "and" that are one, with what says in other words what they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.appositions import (
    describes_place,
    is_apposition,
    is_group,
    is_of_those_named,
    is_person,
    last_inside,
    may_be_deed,
    may_be_provinces,
    names_counted,
    people_counted,
)
from geo.reading.clauses.chunks import Chunk, Phrase
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.list_contexts import (
    awaits_verb,
    is_behind_fronted,
    is_complement_subject,
    is_included_in_subject,
    is_of_reduced,
    may_be_object,
    verb_before,
)
from geo.reading.clauses.nouns import NamedBy, is_container_of, names_place, noun_table, phrase_class
from geo.reading.clauses.remnants import is_bare_number, number_in
from geo.reading.clauses.separators import (
    MOST_MEMBERS,
    alike,
    aside_of_saying,
    dated_order,
    goes_on_behind,
    is_also_of,
    is_among_them,
    is_listed_subject,
    is_object_before_clause,
    is_of_participle,
    link_ahead,
    listing_at,
    may_join,
    separator_at,
    verb_next,
)
from geo.reading.clauses.whereabouts import place_words
from geo.text.number_words import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence


_OPENERS = clause_words().openers
_ORIGIN = place_words().origin
_PREPOSITIONS = clause_words().prepositions
_VERBS = clause_words().verbs


@dataclass(slots=True)
class _Run:
    """A list that grows: its members, and how far it reaches."""

    members: list[Phrase]
    end: int
    whole: list[Phrase] = field(default_factory=list)
    linked: bool = False


def with_lists(chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with each list and apposition as one phrase."""
    out: list[Chunk] = []
    i = 0
    while i < len(chunks):
        each = chunks[i]
        if each.kind != "NP" or each.phrase is None:
            out.append(each)
            i += 1
            continue
        has_verb = verb_before(out)
        fronted = bool(out) and not has_verb and (out[-1].kind == "IN" or out[-1].low in default_language().both)
        speaking = (
            bool(out) and out[-1].kind == "," and phrase_class(each.phrase) is NamedBy.ACTOR
        )  # "..., X and Y said"
        told = is_complement_subject(out, each.phrase) and not (
            may_be_object(out, each.phrase) and is_object_before_clause(chunks, i)
        )
        subject = not has_verb or speaking or told or awaits_verb(out)
        subject = subject or (bool(out) and out[-1].kind == "CC" and is_listed_subject(chunks, i))
        subject = subject or is_included_in_subject(out) or is_behind_fronted(out) or is_of_reduced(out, chunks, i)
        inner = _listed_inside(chunks, each.phrase, i, subject=subject)
        if inner is None:
            inner = _provinces_inside(chunks, each.phrase, i, linked=False, subject=subject)
        if inner is not None:
            phrase, end = each.phrase, inner
        else:
            run = _run(chunks, each.phrase, i, subject=subject, fronted=fronted)
            phrase, end = _joined(run), run.end
        if end == i + 1 and (inner := _listed_behind_of(chunks, each.phrase, i, subject=subject)) is not None:
            end = inner
        phrase, end = _with_list_behind(chunks, phrase, end)
        out.append(Chunk("NP", each.start, chunks[end - 1].end, each.token, phrase=phrase))
        i = end
    return out


def _joined(run: _Run) -> Phrase:
    if len(run.members) == 1:
        return run.members[0]
    phrase = joined(run.members)
    phrase.apposition.extend(run.whole)
    return phrase


def _listed_inside(chunks: Sequence[Chunk], phrase: Phrase, i: int, *, subject: bool) -> int | None:
    """Let a list grow from the place that several things lie in: "positions in A, B and C"; its end, or None."""
    counted = phrase
    while not phrase.attached and phrase.of is not None and phrase.of.end == phrase.end and not phrase.of.items:
        counted = phrase if phrase.head_token.tag == "CD" else phrase.of  # "two of the districts in A, B and C"
        phrase = phrase.of  # "control of two districts in A and B"
    if phrase.items or phrase.head_token.kind == "place" or not phrase.attached:
        return None
    word, inner = phrase.attached[-1]
    several = phrase.is_plural or any(each.is_plural for _, each in phrase.attached[:-1])  # "the toll from floods in A"
    several = several or (subject and phrase_class(phrase) is NamedBy.ACTOR)  # "the Taliban in A and B have banned"
    is_lying = several and word in _PREPOSITIONS.lying
    is_coming = _are_people(phrase) and word in _ORIGIN
    if not (is_lying or is_coming or word in _PREPOSITIONS.aimed) or inner.end != phrase.end:
        return None
    around, core = phrase, inner
    while core.of is not None and core.of.end == core.end and not core.items:
        around, core = core, core.of  # "an attack on the districts of A and B"
    if core.items or phrase_class(core) is not NamedBy.PLACE:
        return None
    run = _run(chunks, core, i, subject=subject)
    if core is inner and names_counted(phrase, run.members, chunks, run.end, count=number_in(counted)):
        phrase.apposition.append(joined(run.members[1:]))  # "two districts in P, A and B"
        return _end_of_names(chunks, run.end)
    two = len(run.members) == len("ab") and not subject
    if len(run.members) == 1 or (two and phrase.lemma in noun_table().units and not may_be_provinces(run.members)):
        return None  # "took three districts in Helmand and Musa Qala"
    if core is inner:
        phrase.attached[-1] = (word, _joined(run))
    else:
        around.of = _joined(run)
    return run.end


def _end_of_names(chunks: Sequence[Chunk], end: int) -> int:
    """The end of the list of what a group counts, with "among them" behind it and the comma where a verb follows."""
    end += len(("among", "them")) if is_among_them(chunks, end) else 0
    return end + (end < len(chunks) and chunks[end].kind == "," and goes_on_behind(chunks, end + 1))


def _listed_behind_of(chunks: Sequence[Chunk], phrase: Phrase, i: int, *, subject: bool) -> int | None:
    """Let a list grow from the place behind "of": "control of A, B and C"; its end, None where there is none."""
    outer = phrase
    while outer.of is not None and outer.of.end == phrase.end and not outer.of.items:
        inner = outer.of
        is_of_places = phrase_class(inner) in {NamedBy.PLACE, NamedBy.UNIT}
        if is_of_places and (phrase_class(outer) is NamedBy.OTHER or _are_people(outer)):
            run = _run(chunks, inner, i, subject=subject)
            if run.end == i + 1:
                return None
            if names_counted(inner, run.members, chunks, run.end, count=number_in(outer)):
                inner.apposition.append(joined(run.members[1:]))  # "two of the districts of P, A and B"
                return _end_of_names(chunks, run.end)
            outer.of = _joined(run)
            return run.end
        outer = inner
    return None


def _are_people(phrase: Phrase) -> bool:
    """Whether a phrase names several people, so that the list behind them is of where they are from."""
    return phrase.is_plural and phrase_class(phrase) is NamedBy.ACTOR


def _run(chunks: Sequence[Chunk], first: Phrase, i: int, *, subject: bool, fronted: bool = False) -> _Run:
    """The list or apposition that `first` in chunk `i` begins; `fronted` behind a preposition before the subject."""
    run = _Run([first], i + 1)
    while len(run.members) < MOST_MEMBERS:
        step = separator_at(chunks, run.end)
        if step is None or dated_order(chunks, step[1]):
            break  # "took A and B, the former on Friday"
        separator, k = step
        following = chunks[k].phrase
        assert following is not None
        if separator == ",":
            if _is_subject_behind(chunks, k, subject=subject, fronted=fronted) or _is_said_by(
                chunks, k, subject=subject
            ):
                break
            if _names_members(run, following) or _names_people(run, chunks, k, subject=subject):
                _take_members(run, chunks, k, subject=subject)
                break
            if _take_beside(run, chunks, k, following):
                continue
        if separator == "and" and is_of_those_named(following):
            following.attached.extend(("in", each) for each in run.members)
            return _Run([following], k + 1)
        if not _is_member(run, chunks, step, subject=subject):
            break
        run.members.append(following)
        run.linked = run.linked or separator == "and"
        inside = _provinces_inside(chunks, following, k, linked=run.linked, subject=subject)
        run.end = k + 1 if inside is None else inside
        if inside is not None:
            break
    return run


def _provinces_inside(chunks: Sequence[Chunk], phrase: Phrase, k: int, *, linked: bool, subject: bool) -> int | None:
    """Let a list of provinces grow behind what lies in them: "A and B districts in P and Q provinces"; its end.

    None where there is none. Without the plural noun only where the list of what lies there is over (`linked`): the
    city of that name may be a further member ("took A in P and Q").
    """
    is_named = any(token.kind == "place" for token in phrase.own)
    outer = phrase.attached[-1][1] if phrase.attached else phrase.of if is_named else None
    if outer is None or outer.end != phrase.end or outer.items or not may_be_provinces([outer]):
        return None
    run = _run(chunks, outer, k, subject=subject)
    is_told = run.members[-1].is_plural and run.members[-1].lemma in noun_table().units
    if len(run.members) == 1 or not (linked or is_told) or not may_be_provinces(run.members):
        return None
    if phrase.attached:
        phrase.attached[-1] = (phrase.attached[-1][0], _joined(run))
    else:
        phrase.of, phrase.attached = None, [("in", _joined(run))]  # not the districts P and Q
    return run.end


def _is_member(run: _Run, chunks: Sequence[Chunk], step: tuple[str, int], *, subject: bool) -> bool:
    """Whether the phrase behind a separator, at its chunk, is another member of a list."""
    separator, k = step
    following = chunks[k].phrase
    assert following is not None
    if not subject and _has_gapped_place(following, chunks, k):
        return False  # "lost A to the rebels and the rebels B to the army"
    if _has_own_place(run.members[-1], chunks, k):
        return False  # "in the villages of V in A district and W in B district"
    is_behind_place = phrase_class(run.members[-1]) is NamedBy.PLACE
    if is_behind_place and is_bare_number(following) and k + 1 < len(chunks) and chunks[k + 1].kind == "IN":
        return False  # "six in Kapisa and one in Laghman"
    numbers = is_bare_number(run.members[-1]) and is_bare_number(following)  # "three in X and one in Y"
    same = alike(run.members[-1], following) or (subject and is_also_of(run.members[-1], following))
    if not (numbers or same) or not may_join(chunks, separator, k, subject=subject):
        return False
    if separator == "and" and not subject and is_listed_subject(chunks, k):
        return False  # "took A, and B and C may be next"
    return separator != "," or (link_ahead(chunks, k + 1, following) and not may_be_deed(following))


def _has_gapped_place(party: Phrase, chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a place stands right behind a party at `k`, to which it did what was told before of another."""
    behind = chunks[k + 1].phrase if k + 1 < len(chunks) else None
    is_place = behind is not None and phrase_class(behind) is NamedBy.PLACE
    return is_place and phrase_class(party) is NamedBy.ACTOR and not verb_next(chunks, k + 2)


def _has_own_place(last: Phrase, chunks: Sequence[Chunk], k: int) -> bool:
    """Whether the name at `k` lies in a unit of the kind before it, so that it is beside what lies in that one."""
    phrase = chunks[k].phrase
    behind = chunks[k + 2].phrase if k + 2 < len(chunks) and chunks[k + 1].low == "in" else None
    last = last_inside(last)
    if phrase is None or behind is None or phrase_class(last) is not NamedBy.PLACE:
        return False
    is_unknown = phrase_class(phrase) is NamedBy.OTHER and phrase.head_token.tag == "NNP"
    return is_unknown and last.lemma == behind.lemma and last.lemma in noun_table().units


def _is_subject_behind(chunks: Sequence[Chunk], k: int, *, subject: bool, fronted: bool) -> bool:
    """Whether what stands behind a comma is the subject of a verb: "In the south, X fell", "..., officials said"."""
    phrase = chunks[k].phrase
    if fronted and (_is_list_with_verb(chunks, k) or (phrase is not None and is_group(phrase))):
        return True  # "Of the districts of P, X and Y fell", "In P, two districts, A and B, fell"
    if not verb_next(chunks, k + 1) or (fronted and is_of_participle(chunks, k)):
        return False
    return fronted or (not subject and chunks[k + 1].kind == "VG")


def _is_list_with_verb(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether a list of places begins at `k` with a verb right behind its last member."""
    end = k + 1
    while end + 1 < len(chunks) and chunks[end].kind in {",", "CC"}:
        end += 1 if chunks[end + 1].kind == "CC" else 0
        behind = chunks[end + 1].phrase if end + 1 < len(chunks) else None
        if behind is None or not names_place(behind):
            return False
        end += 2
    return end > k + 1 and chunks[end - 2].kind == "CC" and names_place(chunks[k].phrase) and verb_next(chunks, end)


def _is_said_by(chunks: Sequence[Chunk], k: int, *, subject: bool) -> bool:
    """Whether what stands behind a comma only says so, between subject and verb: "The army, police said, took A"."""
    return subject and aside_of_saying(chunks, k) is not None


def _names_members(run: _Run, following: Phrase) -> bool:
    """Whether a name behind a comma begins the list of what a group counts: "three districts, A, B and C"."""
    last = run.members[-1]
    return (
        is_group(last)
        and names_place(following)
        and phrase_class(following) is NamedBy.PLACE
        and not run.linked
        and len(run.members) == 1
        and not is_container_of(following, last)
    )


def _names_people(run: _Run, chunks: Sequence[Chunk], k: int, *, subject: bool) -> bool:
    """Whether the list that begins at `k` has as many names as a group counts: "two judges, Abdul Karim and Wali"."""
    count = people_counted(run.members[-1])
    if count is None or run.linked or len(run.members) > 1 or not is_person(chunks[k].phrase):
        return False
    first = chunks[k].phrase
    assert first is not None
    members = _run(chunks, first, k, subject=subject).members
    return count == len(members) and all(map(is_person, members))


def _take_members(run: _Run, chunks: Sequence[Chunk], k: int, *, subject: bool) -> None:
    """Put the list that begins at `k` beside the group that it names."""
    first = chunks[k].phrase
    assert first is not None
    inner = _run(chunks, first, k, subject=subject and is_person(first))
    run.members[-1].apposition.append(joined(inner.members) if len(inner.members) > 1 else inner.members[0])
    run.end = _end_of_names(chunks, inner.end)


def _take_beside(run: _Run, chunks: Sequence[Chunk], k: int, following: Phrase) -> bool:
    """Take in the phrase at `k` where it says of the list or its last member what or where it is."""
    last = run.members[-1]
    if run.linked and following.is_plural and phrase_class(following) is NamedBy.UNIT:
        run.whole.append(following)
    elif is_apposition(last, following, chunks, k):
        last.apposition.append(following)
    elif describes_place(inner := last_inside(last), following) and is_apposition(inner, following, chunks, k):
        inner.apposition.append(following)  # "a bomb in Hanbar, a village of Khwahan district, killed ..."
    elif is_container_of(following, last):
        last.attached.append(("in", following))
        run.end = k + 1
        if run.end < len(chunks) and chunks[run.end].kind == "," and verb_next(chunks, run.end + 1):
            run.end += 1
        return True
    else:
        return False
    run.end = _end_of_owners(chunks, following, k)
    _close(run, chunks)
    return True


def _end_of_owners(chunks: Sequence[Chunk], phrase: Phrase, k: int) -> int:
    """Let the list grow that a description is of: "X and Y, the capitals of P and Q provinces"; where it ends."""
    owner = phrase.of
    is_several = phrase.is_plural and phrase_class(phrase) is NamedBy.UNIT
    if owner is None or owner.end != phrase.end or owner.items or not is_several or not names_place(owner):
        return k + 1
    run = _run(chunks, owner, k, subject=False)
    if len(run.members) > 1:
        phrase.of = _joined(run)
    return run.end


def _close(run: _Run, chunks: Sequence[Chunk]) -> None:
    """Take in the comma that ends an apposition where the clause goes on behind it."""
    if run.end < len(chunks) and chunks[run.end].kind == "," and goes_on_behind(chunks, run.end + 1):
        run.end += 1


def joined(members: list[Phrase]) -> Phrase:
    """The list of some phrases; "the districts of A, B and C" is one phrase with a list behind "of"."""
    first = members[0]
    if first.of is not None and first.is_plural and not first.items and names_place(first.of):
        inner = Phrase(first.of.start, members[-1].end, members[-1].head, first.tokens, items=[first.of, *members[1:]])
        return Phrase(
            first.start,
            members[-1].end,
            first.head,
            first.tokens,
            possessor=first.possessor,
            of=inner,
            apposition=first.apposition,
            attached=members[-1].attached,
        )
    last = members[-1]
    for member in members[:-1]:
        if last.of is not None and names_place(last.of) and _is_bare_unit(member):
            member.of = last.of  # "the district centre and other parts of Sangin"
    return Phrase(first.start, last.end, last.head, first.tokens, items=members, attached=[])


def _is_bare_unit(phrase: Phrase) -> bool:
    """Whether a definite phrase is a unit without a word that says which: "the district centre"."""
    bare = phrase.of is None and phrase.possessor is None and not phrase.attached and not phrase.apposition
    is_unit = phrase.lemma in noun_table().units or phrase.lemma in noun_table().sites
    return bare and is_unit and phrase.determiner == "the" and not names_place(phrase)


def _behind_aside(chunks: Sequence[Chunk], end: int) -> int:
    """The comma behind an aside that says where a group is: "six capitals, mainly in the north, including A and B"."""
    k = end + 1
    while k < len(chunks) and chunks[k].kind in {"RB", "IN", "NP", "JJ"} and chunks[k].low not in _OPENERS.listing:
        k += 1
    is_closed = end < k - 1 and k + 1 < len(chunks) and chunks[end].kind == chunks[k].kind == ","
    opens = is_closed and any(each.low in _PREPOSITIONS.lying for each in chunks[end + 1 : end + 3])
    return k if opens and chunks[k + 1].low in _OPENERS.listing else end


def _with_list_behind(chunks: Sequence[Chunk], phrase: Phrase, end: int) -> tuple[Phrase, int]:
    """A plural or group takes the list that a colon, or "including", puts behind it."""
    k = _behind_aside(chunks, end) if phrase.is_plural and is_group(phrase) else end
    if k < len(chunks) and chunks[k].kind == "," and listing_at(chunks, k + 1):
        k += 1
    opener = listing_at(chunks, k) or (k < len(chunks) and chunks[k].kind == ":")
    number = number_of(phrase.head_token.low) if phrase.head_token.tag == "CD" else None
    if not opener or not (phrase.is_plural or number):
        return phrase, end
    k += opener
    first = chunks[k].phrase if k < len(chunks) and chunks[k].kind == "NP" else None
    if first is None or not names_place(first):
        return phrase, end
    run = _run(chunks, first, k, subject=False)
    if chunks[k - 1].kind == ":" and verb_next(chunks, run.end):
        return phrase, end
    members = run.members
    if number not in {None, len(members)}:
        return phrase, end  # "took all three: A, B and C"
    phrase.apposition.append(joined(members) if len(members) > 1 else members[0])
    end = run.end
    if end < len(chunks) and chunks[end].kind == "," and verb_next(chunks, end + 1):
        end += 1
    return phrase, end
