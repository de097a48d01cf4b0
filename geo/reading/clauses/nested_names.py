"""Names that only say where the name before them lies: "Sangin district, Helmand province" is one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.nouns import noun_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token

_UNIT_OF = 3
"""A province, the noun of a unit and "of" before the name of the unit."""

_OPENING = 2
"""Where the second word of a sentence ends: "In Ghazni" opens it."""


def without_outer_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without a comma and the name behind it that the mentions bind to the name before it.

    So "officials in Sangin district, Helmand province said" has one name, and nobody takes the second for a subject.
    The unit behind either name ("district", "province") belongs to it. Of "the Helmand town of X" the town is left.
    """
    out: list[Token] = []
    i = 0
    while i < len(tokens):
        if _opens_unit(tokens, i):
            i += _UNIT_OF
            continue
        if _stands_ahead(tokens, i):
            i += 2
            continue
        inner = _name_before(out)
        if tokens[i].tag == "," and inner is not None and i + 1 < len(tokens) and _lies_in(inner, tokens[i + 1]):
            i += 3 if _is_unit(tokens, i + 2) else 2
            continue
        out.append(tokens[i])
        i += 1
    return out


def _opens_unit(tokens: Sequence[Token], i: int) -> bool:
    """Whether a province with a unit and "of" stands before the name of that unit: "Helmand town of Musa Qala"."""
    behind = i + _UNIT_OF
    if behind >= len(tokens) or tokens[i].kind != "place" or tokens[behind].kind != "place":
        return False
    is_of = _is_unit(tokens, i + 1) and tokens[i + 2].low == "of"
    return is_of and _lies_in(tokens[behind], tokens[i])


def _stands_ahead(tokens: Sequence[Token], i: int) -> bool:
    """Whether a province stands before the district in it, as in an address: "killed in Ghazni, Andar district, on".

    Not where it opens the sentence: what stands behind its comma may be the subject.
    """
    behind = i + len((",", "Andar", "district")) + 1
    if i < _OPENING or behind > len(tokens) or tokens[i].kind != "place" or tokens[i + 1].tag != ",":
        return False
    is_inner = tokens[i + 2].kind == "place" and _lies_in(tokens[i + 2], tokens[i]) and _is_unit(tokens, i + 3)
    return is_inner and (behind == len(tokens) or tokens[behind].tag in {",", "."})


def _name_before(tokens: Sequence[Token]) -> Token | None:
    """The name that the tokens end with, its unit left out; none that a comma puts behind what stands there."""
    at = len(tokens) - (2 if _is_unit(tokens, len(tokens) - 1) else 1)
    if at < 0 or tokens[at].kind != "place" or (at and tokens[at - 1].tag == ","):
        return None
    return tokens[at]


def _is_unit(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is the noun of a unit in the singular: "district", "province"."""
    return 0 <= i < len(tokens) and tokens[i].kind == "word" and tokens[i].low in noun_table().units


def _lies_in(inner: Token, outer: Token) -> bool:
    """Whether the mentions bind a name to the one before it."""
    if inner.resolution is None or inner.resolution.place is None or outer.resolution is None:
        return False  # the name before is not known: the one behind is all that is
    return outer.resolution.mention.part_of == inner.resolution.mention.start
