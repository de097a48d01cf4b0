"""The forms of English verbs and nouns, made from base forms.

Regular endings follow spelling ("try": "tries", "tried", "trying"); verbs that double a consonant or are irregular are
listed in `data/languages/en/verbs.toml`.
"""

from __future__ import annotations

from typing import NamedTuple

_VOWELS = "aeiou"
_SIBILANT = ("s", "x", "z", "ch", "sh")


class VerbForms(NamedTuple):
    """The five forms of a verb, each with its variants."""

    base: str
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    ing: tuple[str, ...]


def plural(noun: str) -> str:
    """The regular plural, which is also the regular third person of a verb.

    >>> plural("city"), plural("clash"), plural("day")
    ('cities', 'clashes', 'days')
    """
    if noun.endswith(_SIBILANT):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith("go") else "s")


def regular_verb(base: str, *, doubles: bool = False) -> VerbForms:
    """The forms of a regular verb.

    >>> regular_verb("seize").ing, regular_verb("occupy").past, regular_verb("stop", doubles=True).past
    (('seizing',), ('occupied',), ('stopped',))
    """
    if doubles:
        past, ing = f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"
    elif base.endswith("e"):
        past = base + "d"
        ing = base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-1] + "ing"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        past, ing = base[:-1] + "ied", base + "ing"
    else:
        past, ing = base + "ed", base + "ing"
    return VerbForms(base, (plural(base),), (past,), (past,), (ing,))


def irregular_verb(row: str) -> VerbForms:
    """The forms of a row of the table: base, third person, past, participle, ing form; bars part variants.

    >>> irregular_verb("fall falls fell fallen falling").participle
    ('fallen',)
    """
    base, third, past, participle, ing = row.split()
    return VerbForms(
        base, tuple(third.split("|")), tuple(past.split("|")), tuple(participle.split("|")), tuple(ing.split("|"))
    )
